export type Say = (text: string) => void;

const patience = 5_000;
const interval = 10_000;

/** What is under way, outermost first: only the innermost reports. */
const underWay: symbol[] = [];

/** Reports work that takes longer than a few seconds, with the seconds elapsed; silent otherwise. */
export async function withProgress<T>(what: string, work: () => Promise<T> | T, say: Say = print): Promise<T> {
  const start = Date.now();
  const self = Symbol(what);
  underWay.push(self);
  const speak = () => {
    if (underWay.at(-1) === self) say(`${what}: ${Math.round((Date.now() - start) / 1000)} s`);
  };
  let repeat: NodeJS.Timeout | undefined;
  const first = setTimeout(() => {
    speak();
    repeat = setInterval(speak, interval);
  }, patience);
  try {
    return await work();
  } finally {
    clearTimeout(first);
    clearInterval(repeat);
    underWay.splice(underWay.indexOf(self), 1);
  }
}

function print(text: string): void {
  console.log(`     ${text}`);
}
