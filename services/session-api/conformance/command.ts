import { spawn } from 'node:child_process';

/** Runs a program to its end and returns what it printed; an error with the end of that when it fails or takes too long. */
export function runCommand(
  program: string,
  args: readonly string[],
  seconds: number,
  onLine: (line: string) => void = () => {},
  folder?: string,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const { AWS_CA_BUNDLE: _, ...environment } = process.env;
    const child = spawn(program, args, { cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
    let output = '';
    let pending = '';
    const take = (chunk: Buffer) => {
      output += chunk;
      const lines = (pending + chunk).split('\n');
      pending = lines.pop() ?? '';
      for (const line of lines) onLine(line);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve(output);
      else reject(new Error(`${program} ended with ${signal ?? code}:\n${output.slice(-2500)}`));
    });
  });
}
