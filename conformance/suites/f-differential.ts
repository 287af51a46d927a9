import { type BoundaryRequest, boundaryRequests, undocumented } from '../lib/create-table/boundary-requests';
import { exceptions } from '../lib/create-table/exceptions';
import { type Json, jsonOf } from '../lib/create-table/json';
import { agreed, disagreement, isLackedBy, type Judged, judged, misnaming } from '../lib/create-table/judged';
import { dynamodbRules, refusedByName } from '../lib/create-table/our-verdict';
import { randomRequests } from '../lib/create-table/random-requests';
import { requestWith, unread } from '../lib/create-table/unread';
import { dynalite } from '../lib/emulators/dynalite';
import { dynamoDBLocal } from '../lib/emulators/dynamodb-local';
import { Emulator } from '../lib/emulators/emulator';
import type { Context, Suite } from '../lib/suite';

/** So often an emulator must refuse a request for a rule, and we too. */
const hitsWanted = 20;
const mostExceptions = 15;

export const suite: Suite = {
  name: 'differential',
  title: 'our verdict on CreateTable requests is that of dynalite and DynamoDB Local (needs Java 17)',
  withoutEngines: true,
  async run(context) {
    const emulators = [new Emulator(dynalite), new Emulator(dynamoDBLocal)];
    let ready = true;
    try {
      await context.test('the emulators start', async () => {
        ready = false;
        for (const emulator of emulators) await emulator.start();
        ready = true;
      });
      if (!ready) return;
      await atRandom(context, emulators);
      await atBoundaries(context, emulators);
      await exceptionsHold(context, emulators);
    } finally {
      for (const emulator of emulators) await emulator.stop();
    }
  },
};

async function atRandom(context: Context, emulators: readonly Emulator[]): Promise<void> {
  const count = context.full ? 10_000 : 2_000;
  const answers = once(() => askAll(context, emulators, randomRequests(context.seed, count), 'random requests'));
  for (const [at, emulator] of emulators.entries()) {
    const { name } = emulator;
    await context.test(`${name}: the verdict on ${count} requests, half of them damaged`, async () => {
      const all = (await answers())[at]!;
      const having = (is: Judged['theirs']['is']) => all.filter(({ theirs }) => theirs.is === is);
      const crashes = having('crashed');
      context.say(`${name}: ${having('accepted').length} accepted, ${having('refused').length} refused`);
      context.say(
        `${name}: no verdict on ${crashes.length}, of which we refuse ${crashes.filter(({ ours }) => !ours.accepted).length}: ${emulator.restarts} ended it, for the others it answered with an error of its own`,
      );
      context.say(`${name} and we name: ${counts(all.flatMap(agreed))}`);
      refuse(all.flatMap(each => [disagreement(each), each.ours.isWhole ? misnaming(each) : undefined]));
    });
  }
}

async function atBoundaries(context: Context, emulators: readonly Emulator[]): Promise<void> {
  const all = boundaryRequests(context.seed, hitsWanted + 8);
  const asked = all.filter(({ request }) => refusedByName(request).length === 0);
  saySkipped(context, all);
  const answers = once(() =>
    askAll(
      context,
      emulators,
      asked.map(({ request }) => request),
      'boundary requests',
    ),
  );
  for (const rule of new Set([...dynamodbRules, ...asked.map(each => each.rule)])) {
    await context.test(`rule ${rule}`, async () => {
      const own = asked.flatMap((each, at) => (each.rule === rule || each.ours.names.includes(rule) ? [at] : []));
      refuse(own.map(at => undocumented(asked[at]!)));
      const breaking = own.filter(at => asked[at]!.ours.names.includes(rule)).length;
      if (breaking < hitsWanted) throw new Error(`only ${breaking} boundary requests break it, of ${hitsWanted}`);
      const judgements = (await answers()).map(given => own.map(at => given[at]!));
      refuse(judgements.flat().flatMap(each => [disagreement(each), misnaming(each)]));
      const hits = judgements.map((given, at) => hitsAt(emulators[at]!.name, rule, given));
      context.say(hits.map(({ said }) => said).join(', '));
      const few = hits.filter(({ enough }) => !enough).map(({ said }) => said);
      if (few.length > 0) throw new Error(`fewer than ${hitsWanted} hits: ${few.join(', ')}`);
    });
  }
}

/** What this version refuses by name is no matter of a rule: it is said, not asked. */
function saySkipped(context: Context, all: readonly BoundaryRequest[]): void {
  for (const member of new Set(all.flatMap(({ request }) => refusedByName(request)))) {
    const rules = all.filter(({ request }) => refusedByName(request).includes(member)).map(({ rule }) => rule);
    context.say(`not asked while ${member} is refused by name: ${counts(rules)}`);
  }
}

/** How often an emulator and we refuse for a rule; not at all where it does not read what the rule is about. */
function hitsAt(emulator: string, rule: string, judgements: readonly Judged[]) {
  const hits = judgements.filter(each => agreed(each).includes(rule)).length;
  if (!judgements.some(({ ours }) => ours.names.includes(rule)))
    return { said: `${emulator} does not read it`, enough: true };
  const lacked = isLackedBy({ emulator })(rule);
  return {
    said: `${emulator} ${hits} hits${lacked ? ' (an exception)' : ''}`,
    enough: hits >= hitsWanted || (lacked && hits === 0),
  };
}

async function exceptionsHold(context: Context, emulators: readonly Emulator[]): Promise<void> {
  await context.test(`at most ${mostExceptions} exceptions`, () => {
    const list = exceptions.map(({ rule, at }) => `${rule} (${Object.keys(at).join(', ')})`);
    context.say(`${list.length} exceptions: ${list.join('; ')}`);
    if (list.length > mostExceptions) throw new Error(`there are ${list.length}`);
  });
  for (const emulator of emulators) {
    for (const { rule, source, at } of exceptions) {
      const difference = at[emulator.name];
      if (!difference) continue;
      const refused = difference.minimal.flatMap(request => refusedByName(jsonOf(request)));
      if (refused.length > 0) {
        context.say(`exception ${rule}: not asked while ${refused[0]} is refused by name`);
        continue;
      }
      await context.test(`exception ${rule}: ${emulator.name} differs`, async () => {
        const wanted = difference.we === 'refuse' ? 'accepted' : 'refused';
        for (const request of difference.minimal) {
          const { ours, theirs } = await judged(emulator, jsonOf(request));
          if (ours.accepted === (difference.we === 'accept') && theirs.is === wanted) continue;
          throw new Error(
            `we ${ours.accepted ? 'accept' : `refuse for ${ours.names.join(', ')}`}, it ${theirs.is}: ${JSON.stringify(request)}\nIf it agrees now, remove the exception: ${source}`,
          );
        }
      });
    }
    for (const [member, values] of Object.entries(unread[emulator.name] ?? {})) {
      await context.test(`${emulator.name} does not read ${member}`, async () => {
        for (const value of values) {
          const { is } = await emulator.verdict(requestWith(member, value));
          if (is !== 'accepted') throw new Error(`it ${is} ${JSON.stringify(value)}: ask it about ${member}`);
        }
      });
    }
  }
}

/** All requests asked of all emulators, which work side by side. */
const askAll = (
  context: Context,
  emulators: readonly Emulator[],
  requests: readonly Json[],
  what: string,
): Promise<readonly (readonly Judged[])[]> =>
  Promise.all(
    emulators.map(async emulator => {
      const all: Judged[] = [];
      for (const request of requests) {
        all.push(await judged(emulator, request));
        if (all.length % 500 === 0) context.say(`${emulator.name}: ${all.length} of ${requests.length} ${what}`);
      }
      return all;
    }),
  );

function once<T>(start: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= start();
    return result;
  };
}

/** `K1 3, K2 5`. */
function counts(names: readonly string[]): string {
  const found = new Map<string, number>();
  for (const name of names) found.set(name, (found.get(name) ?? 0) + 1);
  return [...found].map(([name, count]) => `${name} ${count}`).join(', ');
}

function refuse(found: readonly (string | undefined)[]): void {
  const wrong = found.flatMap(each => each ?? []).sort((a, b) => a.length - b.length);
  if (wrong.length > 0)
    throw new Error(`${wrong.length} verdicts differ; the shortest:\n${wrong.slice(0, 5).join('\n')}`);
}
