export type Say = (text: string) => void;

const interval = 10_000;

/** Reports work that takes longer than a few seconds, with the seconds elapsed; silent otherwise. */
export async function withProgress<T>(what: string, work: () => Promise<T>, say: Say = print): Promise<T> {
  const start = Date.now();
  const seconds = () => `${Math.round((Date.now() - start) / 1000)} s`;
  let spoken = false;
  const speak = () => {
    spoken = true;
    say(`${what}: ${seconds()}`);
  };
  let repeat: NodeJS.Timeout | undefined;
  const first = setTimeout(() => {
    speak();
    repeat = setInterval(speak, interval);
  }, 3_000);
  try {
    const result = await work();
    if (spoken) say(`${what}: done after ${seconds()}`);
    return result;
  } finally {
    clearTimeout(first);
    clearInterval(repeat);
  }
}

function print(text: string): void {
  console.log(`     ${text}`);
}
