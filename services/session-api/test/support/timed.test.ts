import { setTimeout as sleep } from 'node:timers/promises';
import { timed } from './timed';

test('waiting counts', async () => {
  const { result, milliseconds } = await timed(async () => {
    await sleep(300);
    return 'done';
  });
  expect(result).toBe('done');
  expect(milliseconds).toBeGreaterThan(200);
});

test('a stretch in which the process did not run counts little', async () => {
  const { milliseconds } = await timed(async () => {
    await sleep(1);
    const end = performance.now() + 500;
    while (performance.now() < end);
  });
  expect(milliseconds).toBeLessThan(200);
});
