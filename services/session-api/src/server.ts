import { METHODS } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import fastify, { type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from './config';
import { connectDynamoDB } from './dynamodb';
import { AccessLog } from './http/access-log';
import { Authenticator } from './http/authentication';
import { registerContext, setOwnHeaders } from './http/context';
import { errorHandler } from './http/error-handler';
import { bodyLimit, registerJsonBody } from './http/json-body';
import { cutOffAfter, RequestsInFlight, shedAbove } from './http/load-shedding';
import { answerMalformedRequests, demandOneHost, refuseExpectation } from './http/malformed-requests';
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

/** For a whole request to arrive. */
const requestTimeout = 10_000;
/** For a page to be read. */
const longestReading = 30_000;
/** For the rest of a body, once the service closes. */
const longestArrival = 3_000;
/** What arrives costs little beside what is served: its body so far. */
const arrivingForEachServed = 4;

export interface SessionServer {
  readonly app: FastifyInstance;
  /** From now on /ready says no and every answer closes its connection, while requests are still served. */
  startDraining(): void;
  /** Takes no new connections and finishes what is in progress; connections without a request are closed. */
  close(): Promise<void>;
}

export async function createServer(config: Config, log: Logger, clock: Clock = Date.now): Promise<SessionServer> {
  const metrics = new Metrics();
  const client = connectDynamoDB(config, metrics.observeAttempt);
  const readiness = new Readiness(client, config.tableName, config.requireTtl, metrics, log);
  const services = assemble(config, client, metrics, readiness, clock, log);
  const inFlight = new RequestsInFlight();
  const served = new RequestsInFlight();
  const accessLog = new AccessLog(log, metrics);
  const app = createApp(log, inFlight, accessLog);
  let draining = false;

  registerContext(app);
  metrics.showInFlight(() => inFlight.total);
  app.addHook('onRequest', shedAbove(arrivingForEachServed * config.maxRequestsInFlight, metrics, inFlight));
  // Whose body takes its time keeps nobody from being served who is there whole.
  app.addHook('preValidation', shedAbove(config.maxRequestsInFlight, metrics, served));
  accessLog.register(app);
  app.addHook('onRequest', demandOneHost);
  app.addHook('onRequest', refuseExpectation);
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
    async close() {
      const closed = app.close();
      const longest = performance.now() + longestArrival;
      while (served.total > 0 || (inFlight.total > 0 && performance.now() < longest)) await sleep(20);
      app.server.closeAllConnections();
      await closed;
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

function createApp(log: Logger, inFlight: RequestsInFlight, accessLog: AccessLog): FastifyInstance {
  const app = fastify({
    bodyLimit,
    genReqId: requestIdOf,
    requestIdHeader: false,
    routerOptions: { maxParamLength: 4096 },
    // A client that does not read its answer, or sends nothing: no byte either way for so long.
    connectionTimeout: 15_000,
    // Both times are looked at when the server is made, the second also for bodies; by itself node looks every 30 s.
    http: {
      requestTimeout,
      headersTimeout: requestTimeout,
      connectionsCheckingInterval: 2_000,
      requireHostHeader: false,
    },
    requestTimeout,
    // Longer than a load balancer's 60 s, which is to be the one that closes idle connections.
    keepAliveTimeout: 72_000,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    clientErrorHandler: answerMalformedRequests(inFlight, accessLog),
    frameworkErrors: (error, request, reply) => {
      accessLog.watch(request, reply);
      setOwnHeaders(request, reply);
      errorHandler(log)(error, request, reply);
    },
  });
  // Node reads more methods than fastify routes: to a path that is there they are 405 too, not 404.
  for (const method of METHODS) if (!app.supportedMethods.includes(method)) app.addHttpMethod(method);
  // By itself node refuses what is expected of it, without saying why.
  app.server.on('checkExpectation', app.routing);
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
  log: Logger,
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
    limitLists: [shedAbove(config.maxListsInFlight, metrics), cutOffAfter(longestReading)],
    authenticator: new Authenticator(config, log),
    readiness,
    metrics,
    clock,
  };
}
