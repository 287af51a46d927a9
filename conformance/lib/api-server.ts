import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiClient } from './api-client';
import { buildEngine } from './engines';
import { freePorts, type Server, startServer } from './processes';
import { scratchDirectory } from './scratch';
import { waitFor } from './wait';
import { toYaml } from './yaml';

export interface ApiServer {
  readonly client: ApiClient;
  readonly kubeconfig: string;
  /** Where controllers beside it may put their logs. */
  readonly directory: string;
  stop(): Promise<void>;
}

/** etcd and kube-apiserver on loopback: everything that admission and storage do, and no controller. */
export async function startApiServer(): Promise<ApiServer> {
  const [{ etcd }, kubernetes] = [await buildEngine('etcd'), await buildEngine('kubernetes')];
  const directory = scratchDirectory('control-plane');
  const [etcdPort, peerPort, port] = await freePorts(3);
  const etcdUrl = `http://127.0.0.1:${etcdPort}`;
  const servers: Server[] = [];
  const start = (name: string, file: string, args: string[]) =>
    servers.push(startServer(name, file, args, join(directory, `${name}.log`)));
  start('etcd', etcd, etcdArguments(join(directory, 'etcd'), etcdUrl, `http://127.0.0.1:${peerPort}`));
  const token = randomBytes(16).toString('hex');
  start('kube-apiserver', kubernetes['kube-apiserver'], apiServerArguments(directory, etcdUrl, port, token));

  const certificate = join(directory, 'apiserver.crt');
  const client = await waitFor(
    async () => {
      for (const server of servers) server.check();
      const candidate = new ApiClient(port, token, readFileSync(certificate));
      if ((await candidate.send('GET', '/readyz')).status === 200) return candidate;
      candidate.close();
      return undefined;
    },
    'kube-apiserver',
    60,
  );
  return {
    client,
    directory,
    kubeconfig: writeKubeconfig(directory, port, certificate, token),
    stop: async () => {
      client.close();
      for (const server of servers.reverse()) await server.stop();
    },
  };
}

function etcdArguments(data: string, client: string, peer: string): string[] {
  return [
    `--data-dir=${data}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=default=${peer}`,
    '--unsafe-no-fsync',
    '--log-level=warn',
  ];
}

function apiServerArguments(directory: string, etcd: string, port: number, token: string): string[] {
  const key = join(directory, 'service-account.key');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(key, privateKey.export({ type: 'pkcs1', format: 'pem' }), { mode: 0o600 });
  const tokens = join(directory, 'tokens.csv');
  writeFileSync(tokens, `${token},conformance,conformance,system:masters\n`, { mode: 0o600 });
  return [
    `--etcd-servers=${etcd}`,
    `--secure-port=${port}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    '--endpoint-reconciler-type=none',
    `--cert-dir=${directory}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${key}`,
    `--service-account-signing-key-file=${key}`,
    '--service-cluster-ip-range=10.0.0.0/24',
    `--token-auth-file=${tokens}`,
    '--authorization-mode=AlwaysAllow',
    // Without a controller manager no namespace has the service account that this plugin waits for.
    '--disable-admission-plugins=ServiceAccount',
  ];
}

function writeKubeconfig(directory: string, port: number, certificate: string, token: string): string {
  const file = join(directory, 'kubeconfig');
  const cluster = { server: `https://127.0.0.1:${port}`, 'certificate-authority': certificate };
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'conformance',
    clusters: [{ name: 'conformance', cluster }],
    users: [{ name: 'conformance', user: { token } }],
    contexts: [{ name: 'conformance', context: { cluster: 'conformance', user: 'conformance' } }],
  };
  writeFileSync(file, toYaml(config), { mode: 0o600 });
  return file;
}
