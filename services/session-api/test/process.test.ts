import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FaultInjector } from './faults/fault-injector';
import { replaceUnderLoad } from './faults/restarts';
import { send } from './support/http';
import { ServiceProcess } from './support/service-process';

jest.setTimeout(30_000);

describe('the service as a process', () => {
  let injector: FaultInjector;

  beforeAll(async () => {
    injector = await FaultInjector.start();
  });

  afterAll(() => injector.stop());

  test('a wrong configuration stops it with all complaints', async () => {
    const { code, output } = await ServiceProcess.runToExit({ DYNAMODB_TABLE_NAME: '', AWS_REGION: 'x', PORT: '-1' });
    expect(code).toBe(1);
    expect(output).toMatch(/The configuration is wrong:\n {2}- AWS_REGION=x.*\n {2}- DYNAMODB_TABLE_NAME is not set/);
    expect(output).toMatch(/PORT=-1/);
    expect(output).not.toMatch(/\bat .*\.ts:/);
  });

  test('an address that cannot be listened on, and a key that signs nothing, stop it with a line each', async () => {
    const { variables } = await injector.openDoor();
    const taken = new URL(variables.LOCALSTACK_ENDPOINT!).port;
    const folder = mkdtempSync(join(tmpdir(), 'session-key-'));
    const file = join(folder, 'key.pem');
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
    writeFileSync(file, publicKey.export({ type: 'spki', format: 'pem' }));
    for (const [wrong, complaint] of [
      [{ PORT: taken }, /EADDRINUSE.*HOST and PORT/],
      [{ PORT: '0', HOST: 'nowhere.invalid' }, /nowhere\.invalid.*HOST and PORT/],
      [{ PORT: '0', AUTH: 'jwt', JWT_PUBLIC_KEY_FILE: file }, /JWT_PUBLIC_KEY_FILE.* signs no token/],
    ] as const) {
      const { code, output } = await ServiceProcess.runToExit({ ...variables, ...wrong });
      expect(code).toBe(1);
      expect(output).toMatch(complaint);
      expect(output).not.toMatch(/^ +at /m);
    }
    rmSync(folder, { recursive: true });
  });

  test('a session lives its hour in Tokyo', async () => {
    const door = await injector.openDoor();
    const service = await ServiceProcess.start({ ...door.variables, TZ: 'Asia/Tokyo', SESSION_TTL_HOURS: '1' });
    const created = await send(service.port, 'POST', '/sessions', { body: { userId: 'u' } });
    const { sessionId, createdAt, expiresAt } = created.body;
    const lives = expiresAt - Date.now() / 1000;
    expect(lives).toBeGreaterThan(3590);
    expect(lives).toBeLessThanOrEqual(3600);
    expect(Math.abs(Date.parse(createdAt) - Date.now())).toBeLessThan(10_000);
    expect((await send(service.port, 'GET', `/sessions/${sessionId}`)).status).toBe(200);
    expect((await service.terminate()).code).toBe(0);
    const lines = service.log
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(lines.map(line => line.msg ?? line.route)).toContain('/sessions/:sessionId');
    expect(service.log).not.toContain(sessionId);
  });

  test.each([
    ['on a full disk', 'exec "$@" >/dev/full'],
    ['of which the reader has gone', 'exec "$@" > >(exit)'],
  ])('a log %s keeps it neither from serving nor from leaving', async (_, script) => {
    const door = await injector.openDoor();
    const service = await ServiceProcess.start(door.variables, ['bash', '-c', script, 'bash']);
    // lines are written after a second
    await sleep(1_500);
    expect((await send(service.port, 'GET', '/health')).status).toBe(200);
    const { code, milliseconds } = await service.terminate();
    expect(code).toBe(0);
    expect(milliseconds).toBeLessThan(5_000);
  });

  test('SIGTERM does not wait for connections on which there is no request', async () => {
    const door = await injector.openDoor();
    const service = await ServiceProcess.start(door.variables);
    const started = [
      '',
      'GET /health HTTP/1.1\r\nHo',
      'POST /sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{',
    ];
    for (const text of started)
      connect(service.port, '127.0.0.1')
        .on('error', () => {})
        .write(text);
    await sleep(300);
    const { code, milliseconds } = await service.terminate();
    expect(code).toBe(0);
    expect(milliseconds).toBeLessThan(5_000);
  });

  test('SIGTERM under load drops no request', async () => {
    await replaceUnderLoad(await injector.openDoor(), 1.5, 4);
  });
});
