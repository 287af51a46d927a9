import { defaultProvider } from '@aws-sdk/credential-provider-node';
import type { Config } from '../config';
import { type AttemptObserver, DynamoDBClient } from './client';
import { type CredentialProvider, RequestSigner } from './signer';
import { Transport } from './transport';

/** At 5 ms an answer, 64 connections carry 12,800 requests a second: more than one process serves. */
const connections = 64;

export function connectDynamoDB(config: Config, observe: AttemptObserver): DynamoDBClient {
  const { credentials } = config;
  const provider: CredentialProvider = credentials
    ? async () => credentials
    : defaultProvider({ clientConfig: { region: config.region } });
  const signer = new RequestSigner(config.endpoint, config.region, provider);
  return new DynamoDBClient(new Transport(config.endpoint, connections), signer, observe);
}
