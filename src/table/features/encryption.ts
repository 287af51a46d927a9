import { equals, ifPresent, isTrue } from '../../expression/expression';
import { allOf, anyOf, blame, ifGiven, implies, matches, not, present } from '../../expression/predicate';
import { flag, givenAs, oneOf, optional, record, text } from '../../schema/shape';
import type { Feature } from '../feature';
import { labelBounds, subdomainBounds } from '../kubernetes-names';
import { partitionOf } from '../regions';
import { forbidden } from '../rule';
import { onInProduction } from './tags';

const keyArn = text('The ARN of a key of your own in KMS, in the region of the table.', {
  minLength: 1,
  maxLength: 2048,
});

const keyReference = record(
  'KeyReference',
  {
    name: text("The name of the key's object.", subdomainBounds),
    namespace: optional(text("The namespace of the key's object.", labelBounds)),
  },
  "The engine's object for a key of your own.",
);

export const encryptionFields = {
  sseSpecification: optional(
    record(
      'SSESpecification',
      {
        enabled: flag('Whether items are encrypted with a key of KMS, and not with one that DynamoDB owns.'),
        sseType: optional(oneOf('KMS, the only one that DynamoDB takes; what is left out is KMS.', 'AES256', 'KMS')),
        kmsMasterKeyID: optional(keyArn),
        kmsMasterKeyRef: optional(keyReference),
      },
      'Encryption at rest.',
    ),
  ),
};

/** An engine's object for a key: the Key of KMS of ACK or of Crossplane. */
export interface KeyReference {
  /** The name of the object, at most 253 characters. */
  readonly name: string;
  /**
   * The namespace of the object, at most 63 characters.
   * @default - the table's
   */
  readonly namespace?: string;
}

/** The key that items are encrypted with. AWS allows four changes in 24 hours. */
export class TableEncryptionV2 {
  /** A key that DynamoDB owns, free of charge: what a table has that was never told otherwise. */
  static dynamoOwnedKey(): TableEncryptionV2 {
    return new TableEncryptionV2(false);
  }

  /** The account's key for DynamoDB, which AWS manages in KMS. */
  static awsManagedKey(): TableEncryptionV2 {
    return new TableEncryptionV2(true);
  }

  /** A key of your own, by its full ARN: engines compare it with what DynamoDB answers, so an alias would never do. */
  static customerManagedKey(keyArn: string): TableEncryptionV2 {
    // without an ARN it would be the key that AWS manages, so what is not given is refused as no text
    return new TableEncryptionV2(true, keyArn ?? null);
  }

  /** A key of your own that the engine provides, by its object's name. ACK, kro and Kratix; Crossplane from v2.6.0 of its provider. */
  static customerManagedKeyRef(name: string, namespace?: string): TableEncryptionV2 {
    return new TableEncryptionV2(true, undefined, { name, namespace });
  }

  private constructor(
    /** Whether it is a key of KMS. */
    readonly enabled: boolean,
    /** The ARN of a key of your own. */
    readonly keyArn?: string,
    /** The object of a key of your own. */
    readonly keyRef?: KeyReference,
  ) {}
}

/** Encryption at rest. */
export interface EncryptionProps {
  /**
   * The key that items are encrypted with.
   * @default - DynamoDB's own: a key that it owns
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_SSESpecification.html
   */
  readonly encryption?: TableEncryptionV2;
}

const propNames: { readonly [field: string]: string } = { kmsMasterKeyID: 'keyArn', kmsMasterKeyRef: 'keyRef' };

export const encryption: Feature = {
  props: {
    encryption: optional(
      givenAs(
        record('TableEncryptionV2', {
          enabled: flag('whether it is a key of KMS'),
          keyArn: optional(keyArn),
          keyRef: optional(keyReference),
        }),
        'TableEncryptionV2.customerManagedKey(keyArn) or another of its factories',
        TableEncryptionV2,
      ),
    ),
  },
  toSpec: ({ encryption }) => ({
    sseSpecification: encryption && {
      enabled: encryption.enabled,
      sseType: encryption.enabled ? 'KMS' : undefined,
      kmsMasterKeyID: encryption.keyArn,
      kmsMasterKeyRef: encryption.keyRef,
    },
  }),
  propPaths: {
    sseSpecification: ([field = '', ...rest]) =>
      propNames[field] ? ['encryption', propNames[field], ...rest] : ['encryption'],
  },
  rules: [
    {
      id: 'E1',
      kind: 'dynamodb',
      problem: 'is AES256, which DynamoDB does not take',
      fix: 'Choose KMS, or leave encryption out for the key that DynamoDB owns.',
      source: 'CreateTable SSESpecification: SSEType AES256 is not supported',
      holds: table =>
        ifGiven(table.sseSpecification, ({ sseType }) =>
          ifGiven(sseType, type => blame(type, not(equals(type, 'AES256')))),
        ),
    },
    {
      id: 'E2',
      kind: 'dynamodb',
      problem: 'must not be given with encryption by KMS off',
      fix: 'Leave it out, or enable encryption.',
      source: 'CreateTable SSESpecification: KMSMasterKeyId can not be specified if Enabled is false',
      holds: table =>
        ifGiven(table.sseSpecification, ({ enabled, sseType, kmsMasterKeyID, kmsMasterKeyRef }) =>
          anyOf(isTrue(enabled), allOf(...[sseType, kmsMasterKeyID, kmsMasterKeyRef].map(forbidden))),
        ),
    },
    {
      id: 'E3',
      kind: 'engine',
      problem: 'must be the full ARN of a key: the engines compare it with what DynamoDB answers',
      fix: 'Give arn:aws:kms:<region>:<account>:key/<id>, and no alias.',
      source: 'ACK customPreCompare; Terraform verify.ValidARN',
      holds: table =>
        ifGiven(table.sseSpecification, ({ kmsMasterKeyID }) =>
          ifGiven(kmsMasterKeyID, arn =>
            blame(arn, matches(arn, '^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[a-zA-Z0-9-]+$')),
          ),
        ),
    },
    {
      id: 'E4',
      kind: 'engine',
      problem: 'must not be given beside the ARN of a key',
      fix: 'Leave one of them out.',
      source: 'ACK validateReferenceFields',
      holds: table =>
        ifGiven(table.sseSpecification, ({ kmsMasterKeyID, kmsMasterKeyRef }) =>
          blame(kmsMasterKeyRef, implies(present(kmsMasterKeyRef), not(present(kmsMasterKeyID)))),
        ),
    },
    onInProduction('B3', 'encryption by default', table => ifPresent(table.sseSpecification, ({ enabled }) => enabled)),
  ],
  synthRules: [
    {
      id: 'E3-region',
      kind: 'dynamodb',
      problem: "is a key of another region or partition than the table's",
      fix: 'Give a key of the same region.',
      source: 'CreateTable SSESpecification: KMS validation error',
      synthOnly: 'a part of a text is not in the language',
      faults: ({ region, sseSpecification: { kmsMasterKeyID: arn } = { enabled: false } }) =>
        arn === undefined || !arn.startsWith('arn:') || arn.startsWith(`arn:${partitionOf(region)}:kms:${region}:`)
          ? []
          : [{ path: ['sseSpecification', 'kmsMasterKeyID'], value: arn }],
    },
  ],
};
