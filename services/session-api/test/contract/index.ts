import { accessCases } from './access';
import type { Case } from './case';
import { expiryCases } from './expiry';
import { hostileBodies } from './hostile-bodies';
import { hostileRequests } from './hostile-requests';
import { idempotencyCases } from './idempotency';
import { listCases } from './lists';
import { operationCases } from './operations';
import { sessionCases } from './sessions';
import { tokenCases } from './tokens';

/** All that the service promises; run against dynalite in `npm test` and against DynamoDB Local in conformance. */
export const contract: Readonly<Record<string, readonly Case[]>> = {
  sessions: sessionCases,
  expiry: expiryCases,
  lists: listCases,
  idempotency: idempotencyCases,
  access: [...accessCases, ...tokenCases],
  operations: operationCases,
  'hostile input': [...hostileBodies, ...hostileRequests],
};
