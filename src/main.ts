import { Chart } from 'cdk8s';
import {
  Application,
  AttributeType,
  Backend,
  Environment,
  GitOpsApp,
  TableDefinitions,
  TablePromise,
  TableResourceGraph,
  TextFile,
} from './index';

/** Images are built and pushed by whoever runs this: see the README. */
const images = {
  pipeline: 'registry.example.com/cdk8s-dynamodb-pipeline:0.1.0',
  sessionApi: 'registry.example.com/session-api:0.1.0',
};

const aws = new Environment({ name: 'aws', region: 'us-west-2', tableNamePrefix: 'tenant-atlantis-' });
const localstack = new Environment({ name: 'localstack', region: 'us-west-2' });

/** Where applications find LocalStack in the cluster. */
const localstackEndpoint = 'http://localstack.localstack:4566';

const app = new GitOpsApp();

for (const environment of [aws, localstack]) {
  const chart = new Chart(app, environment.name);
  environment.applyTo(chart);
  applications(chart, environment);
  platform(chart, environment);
}

app.synth();

/** What a platform team installs once, and what the controllers must be allowed in AWS for the tables that there are. */
function platform(scope: Chart, { name }: Environment): void {
  const chart = new Chart(scope, 'platform');
  const kubevela = new Chart(chart, 'kubevela');
  new TableDefinitions(kubevela, 'definitions');
  for (const backend of [Backend.ack(), Backend.crossplane()]) {
    const policy = backend.controllerPolicy(scope, { byPrefix: true });
    const text = `${JSON.stringify(policy, undefined, 2)}\n`;
    new TextFile(kubevela, `${backend.name}-policy`, { folder: 'iam', name: `${backend.name}.json`, text });
  }
  new TableResourceGraph(new Chart(chart, 'kro'), 'table');
  const destinationLabels = { environment: name };
  new TablePromise(new Chart(chart, 'kratix'), 'table', { image: images.pipeline, destinationLabels });
}

/** The seeds' applications, one folder each. */
function applications(scope: Chart, environment: Environment): void {
  const chart = new Chart(scope, 'apps');
  const application = (backend: Backend, name: string): Application => {
    const engine = (chart.node.tryFindChild(backend.name) as Chart | undefined) ?? new Chart(chart, backend.name);
    backend.applyTo(engine);
    return new Application(new Chart(engine, name, { namespace: 'default' }), name);
  };

  application(Backend.crossplane(), 'dynamodb-basic-xp').addTable('basic-table-xp', {
    tableName: 'basic-table-xp',
    partitionKey: { name: 'id', type: AttributeType.STRING },
  });

  application(Backend.kro(), 'dynamodb-basic-example').addTable('users-table', {
    tableName: 'users-table',
    partitionKey: { name: 'userId', type: AttributeType.STRING },
  });

  application(Backend.kratix(), 'kratix-example-dynamodb').addTable('user-sessions-table', {
    tableName: 'user-sessions',
    partitionKey: { name: 'sessionId', type: AttributeType.STRING },
  });

  const sessions = application(Backend.kro(), 'session-management');
  const table = sessions.addTable('sessions-table', {
    tableName: 'sessions',
    partitionKey: { name: 'id', type: AttributeType.STRING },
    timeToLiveAttribute: 'expiresAt',
    globalSecondaryIndexes: [
      {
        indexName: 'byUser',
        partitionKey: { name: 'userId', type: AttributeType.STRING },
        sortKey: { name: 'createdAt', type: AttributeType.STRING },
      },
    ],
  });
  sessions.addComponent({
    name: 'session-api',
    type: 'webservice',
    dependsOn: ['sessions-table'],
    properties: {
      image: images.sessionApi,
      ports: [{ port: 8080, expose: true }],
      env: [
        { name: 'DYNAMODB_TABLE_NAME', value: table.tableName },
        { name: 'AWS_REGION', value: environment.region },
        ...(environment === localstack ? [{ name: 'LOCALSTACK_ENDPOINT', value: localstackEndpoint }] : []),
        { name: 'SESSION_TTL_HOURS', value: '24' },
        { name: 'PORT', value: '8080' },
      ],
      cpu: '100m',
      memory: '192Mi',
      limit: { cpu: '500m', memory: '512Mi' },
      livenessProbe: { httpGet: { path: '/health', port: 8080 } },
      readinessProbe: { httpGet: { path: '/ready', port: 8080 } },
    },
  });
}
