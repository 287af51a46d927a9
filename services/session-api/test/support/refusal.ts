import { setTimeout as sleep } from 'node:timers/promises';
import type { ReplyBody } from './http';

/** The id and the problem in an answer as it came over the wire. */
export function refusalIn(answer: string): { id: string; body: ReplyBody } {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  return { id: /^x-request-id: (.*)$/im.exec(head)?.[1] ?? '', body: JSON.parse(body) };
}

/** One for each line in the log that has the id: the first may come a little after the answer, and no other is to follow. */
export async function statusesLogged(logText: () => string, requestId: string): Promise<readonly number[]> {
  for (let attempt = 0; attempt < 50 && !logText().includes(requestId); attempt++) await sleep(20);
  await sleep(20);
  const lines = logText()
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  return lines.filter(line => line.requestId === requestId).map(({ status }) => status);
}
