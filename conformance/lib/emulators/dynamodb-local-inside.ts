import { spawn } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';

/** Runs in a network namespace of its own: DynamoDB Local, and a Unix socket that leads to it. */
const [libraries = '', socketPath = ''] = process.argv.slice(2);
const port = 8000;

const java = spawn(
  'java',
  [
    ...['-cp', `${libraries}/*`, `-Djava.library.path=${libraries}`],
    ...['com.amazonaws.services.dynamodbv2.local.main.ServerRunner', '-inMemory', '-port', String(port)],
  ],
  // It leaves a file of notes where it runs.
  { stdio: 'inherit', cwd: tmpdir() },
);
java.on('error', error => {
  console.error(`java does not start (Java 17 is needed: apt-get install openjdk-17-jre-headless): ${error.message}`);
  process.exit(1);
});
java.on('exit', code => process.exit(code ?? 1));

createServer(outside => {
  const inside = connect(port, '127.0.0.1');
  outside.on('error', () => inside.destroy());
  inside.on('error', () => outside.destroy());
  outside.pipe(inside).pipe(outside);
}).listen(socketPath);
