import { METHODS } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import fastify, { type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from './config';
import { connectDynamoDB } from './dynamodb';
import { registerAccessLog } from './http/access-log';
import { Authenticator } from './http/authentication';
import { registerContext } from './http/context';
import { errorHandler } from './http/error-handler';
import { registerJsonBody } from './http/json-body';
import { RequestsInFlight, shedAbove } from './http/load-shedding';
import { answerMalformedRequests, refuseExpectation } from './http/malformed-requests';
import { watchMethods } from './http/method-not-allowed';
import { registerOpenApi } from './http/openapi';
import { ProblemError } from './http/problem';
import { requestIdOf } from './http/request-id';
import { namedSchemas } from './http/schemas';
import { requestValidator } from './http/validation';
import { Metrics } from './metrics';
import { Readiness } from './readiness';
import { registerOperationRoutes } from './routes/operations';
import type { Services } from './routes/services';
import { registerSessionRoutes } from './routes/sessions';
import { registerUserSessionRoutes } from './routes/user-sessions';
import { SessionDirectory } from './sessions/directory';
import { UserSessionsEnding } from './sessions/ending';
import { IdempotentSessions } from './sessions/idempotency';
import { type Clock, SessionStore } from './sessions/store';

export const bodyLimit = 64 * 1024;

export interface SessionServer {
  readonly app: FastifyInstance;
  /** From now on /ready says no and every answer closes its connection, while requests are still served. */
  startDraining(): void;
}

export async function createServer(config: Config, log: Logger, clock: Clock = Date.now): Promise<SessionServer> {
  const metrics = new Metrics();
  const client = connectDynamoDB(config, metrics.observeAttempt);
  const readiness = new Readiness(client, config.tableName, config.requireTtl, metrics, log);
  const services = assemble(config, client, metrics, readiness, clock);
  const inFlight = new RequestsInFlight();
  const app = createApp(log, inFlight);
  let draining = false;

  registerContext(app);
  metrics.showInFlight(() => inFlight.total);
  app.addHook('onRequest', shedAbove(config.maxRequestsInFlight, metrics, inFlight));
  registerAccessLog(app, log, metrics);
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (draining) reply.header('connection', 'close');
    done(null, payload);
  });
  app.addHook('onClose', () => client.close());
  for (const schema of namedSchemas) app.addSchema(schema);

  await registerOpenApi(app, config.authentication.mode);
  const refuseOtherMethods = watchMethods(app);
  const typed = app.withTypeProvider<TypeBoxTypeProvider>();
  registerOperationRoutes(typed, services);
  registerSessionRoutes(typed, services);
  registerUserSessionRoutes(typed, services);
  refuseOtherMethods();
  refuseMissingUser(app);
  await app.ready();

  return {
    app,
    startDraining() {
      draining = true;
      readiness.startDraining();
    },
  };
}

/** A user's id that got lost on the way must not be taken for a session's id that is `user`. */
function refuseMissingUser(app: FastifyInstance): void {
  const onRequest = async () => {
    throw new ProblemError('not-found', 'Whose sessions? The path is /sessions/user/{userId}.');
  };
  app.all('/sessions/user', { schema: { hide: true }, onRequest }, async () => {});
}

function createApp(log: Logger, inFlight: RequestsInFlight): FastifyInstance {
  const app = fastify({
    bodyLimit,
    genReqId: requestIdOf,
    requestIdHeader: false,
    routerOptions: { maxParamLength: 4096 },
    requestTimeout: 10_000,
    // A client that does not read its answer, or sends nothing: no byte either way for so long.
    connectionTimeout: 15_000,
    // How often node looks for requests that are past it: every 30 s by itself.
    http: { connectionsCheckingInterval: 2_000 },
    // Longer than a load balancer's 60 s, which is to be the one that closes idle connections.
    keepAliveTimeout: 72_000,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    clientErrorHandler: answerMalformedRequests(inFlight),
    frameworkErrors: (error, request, reply) => {
      errorHandler(log)(error, request, reply);
    },
  });
  // Node reads more methods than fastify routes: to a path that is there they are 405 too, not 404.
  for (const method of METHODS) if (!app.supportedMethods.includes(method)) app.addHttpMethod(method);
  app.server.on('checkExpectation', refuseExpectation);
  registerJsonBody(app);
  app.setValidatorCompiler(requestValidator());
  app.setErrorHandler(errorHandler(log));
  app.setNotFoundHandler(async () => {
    throw new ProblemError('not-found', 'There is no such path; /openapi.json lists those that there are.');
  });
  return app;
}

function assemble(
  config: Config,
  client: ReturnType<typeof connectDynamoDB>,
  metrics: Metrics,
  readiness: Readiness,
  clock: Clock,
): Services {
  const { tableName } = config;
  const lifetime = {
    seconds: config.sessionLifetimeSeconds,
    sliding: config.sliding,
    maxSeconds: config.maxSessionLifetimeSeconds,
  };
  const store = new SessionStore(client, tableName, lifetime, clock, metrics.storeEvents);
  return {
    store,
    idempotent: new IdempotentSessions(client, tableName, store, clock),
    directory: new SessionDirectory(client, tableName, clock, metrics.storeEvents),
    ending: new UserSessionsEnding(client, tableName, clock),
    shedLists: shedAbove(config.maxListsInFlight, metrics),
    authenticator: new Authenticator(config),
    readiness,
    metrics,
    clock,
  };
}
