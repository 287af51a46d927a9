/** What is no rule of ours: limits of an account, and a list that is there but empty. */
export const quota = 'quota';
export const emptyList = 'empty list';

const names = (...known: readonly string[]) => known;
const inIndexes = (part: string) => [`GlobalSecondaryIndexes[].${part}`, `LocalSecondaryIndexes[].${part}`];
const everyKey = ['KeySchema', ...inIndexes('KeySchema')];
/** Of exactly two elements. */
const localKey = 'LocalSecondaryIndexes[].KeySchema';
const everyKeyType = everyKey.map(key => `${key}[].KeyType`);
const everyAttributeName = [
  'AttributeDefinitions[].AttributeName',
  ...everyKey.map(key => `${key}[].AttributeName`),
  ...inIndexes('Projection.NonKeyAttributes[]'),
];
const throughput = ['ProvisionedThroughput.ReadCapacityUnits', 'ProvisionedThroughput.WriteCapacityUnits'];
const onDemand = ['OnDemandThroughput.MaxReadRequestUnits', 'OnDemandThroughput.MaxWriteRequestUnits', 'C5'];
const everyUnit = [...throughput, ...onDemand, ...[...throughput, ...onDemand].flatMap(inIndexes)];
const everyStreamMember = ['StreamSpecification.StreamEnabled', 'StreamSpecification.StreamViewType'];

/**
 * The rules that an emulator's message may mean: one message can stand for several, and several for one. `K1` stands
 * for `K1-index` too. dynalite quotes DynamoDB; DynamoDB Local has words of its own.
 */
const messages: readonly (readonly [RegExp, readonly string[]])[] = [
  // dynalite, and DynamoDB
  [/^TableName must be at least|The parameter 'TableName' is required/, names('TableName')],
  [/must both be specified when BillingMode is PROVISIONED/, names('C2')],
  [/can be specified when BillingMode is PAY_PER_REQUEST/, names('C4')],
  [/^ProvisionedThroughput should not be specified for index/, names('C4')],
  [/^Given value .* is out of bounds/, names(quota)],
  [/Some index key attribute have no definition/, names('K7', 'K3')],
  [/Some index key attributes are not defined in/, names('K7')],
  [/the Hash Key and the Range Key element in the KeySchema have the same/, names('K3')],
  [/The first KeySchemaElement is not a HASH/, names('K1', 'K2', localKey, ...everyKeyType)],
  [/The second KeySchemaElement is not a RANGE/, names('K1', 'K2', localKey, ...everyKeyType)],
  [/Number of attributes in KeySchema does not exactly match/, names('K8', 'K9')],
  [/List of (Global|Local)SecondaryIndexes is empty/, names(emptyList)],
  [/Unknown ProjectionType: null/, inIndexes('Projection.ProjectionType')],
  [/ProjectionType is \w+, but NonKeyAttributes is specified/, names('I7')],
  [/Duplicate index name/, names('N6')],
  [/GlobalSecondaryIndex count exceeds the per-table limit/, names('GlobalSecondaryIndexes')],
  [/Number of LocalSecondaryIndexes exceeds/, names('LocalSecondaryIndexes')],
  [/Table KeySchema does not have a range key/, names('I3')],
  [/Index KeySchema does not have a range key/, names('K1', localKey)],
  [/Index KeySchema does not have the same leading hash key/, names('I4')],
  // DynamoDB Local
  [/^Invalid table\/index name/, names('TableName', ...inIndexes('IndexName'))],
  [/^No Attribute Schema Defined/, names('AttributeDefinitions')],
  [/[Kk]ey not specified in Attribute Definitions/, names('K7')],
  [/^No defined key schema/, everyKey],
  [/^Key Schema too big/, names('K4', ...everyKey)],
  [/^Attribute name must be specified/, everyAttributeName],
  [/^One or more keys is not specified as being hash or range/, everyKeyType],
  [/^No Hash Key specified in schema/, names('K1', ...everyKey, ...everyKeyType)],
  [/^Too many hash keys specified/, names('K1')],
  [/^Invalid key order/, names('K2')],
  [/^Two keys can not have the same name/, names('K3')],
  [/^The number of attributes in key schema must match/, names('K8')],
  [/^Cannot have two attributes with the same name/, names('K9', 'I9')],
  [
    /^Member must satisfy enum value set: \[B, N, S\]|^Invalid Attribute value/,
    names('AttributeDefinitions[].AttributeType'),
  ],
  [/^Names of key attributes and attributes projected/, everyAttributeName],
  [/^No provisioned throughput specified for the/, names('C2')],
  [/^(Table|Global Secondary Index's) read and write throughput must be at least 1/, everyUnit],
  [/for OnDemandThroughput for .* is outside of valid range/, [...onDemand, ...onDemand.flatMap(inIndexes)]],
  [/^Cannot increase provisioned throughput to more than/, names(quota)],
  [/^GSI list is empty\/invalid/, names(emptyList)],
  [/^Two \w+ secondary ind\w+ have the same name|must have different names/, names('N6')],
  [/^Indexes must have a projection specified|^Projection type must be/, inIndexes('Projection.ProjectionType')],
  [/^If Projection type INCLUDE is specified, some non-key/, names('I6')],
  [/^No attributes should be specified to be projected unless/, names('I7')],
  [/^No more than 20 attributes per table can be projected/, names('I8')],
  [/^Cannot have more than 5 local secondary indexes/, names('LocalSecondaryIndexes')],
  [/^Local Secondary indices are not allowed on hash tables/, names('I3')],
  [/^Local secondary indices must have a range key/, names('K1', localKey)],
  [/must have the same hash key as the main table/, names('I4')],
  [/^Invalid StreamViewType|^Stream StreamEnabled was null/, names('S1', ...everyStreamMember)],
];

/** The rules that an emulator's refusal names; none if its message is not known. */
export function namesIn(message: string): readonly string[] {
  if (message.startsWith('SerializationException')) return ['type'];
  const text = message.replace(/^\w+: /, '').replace('One or more parameter values were invalid: ', '');
  if (/^\d+ validation errors? detected/.test(text))
    return [...text.matchAll(/ at '([^']+)' failed to satisfy/g)].flatMap(([, place]) => namesOfPlace(place!));
  return messages.find(([known]) => known.test(text))?.[1] ?? [];
}

/** Whether a rule of ours is the one that is meant by a name. */
export const isNamed = (rule: string, name: string): boolean => rule === name || rule.startsWith(`${name}-`);

/** `globalSecondaryIndexes.1.member.indexName` as `GlobalSecondaryIndexes[].IndexName`. */
function namesOfPlace(place: string): readonly string[] {
  const name = place
    .replace(/\.\d+\.member/g, '[]')
    .split('.')
    .map(step => `${step[0]!.toUpperCase()}${step.slice(1)}`)
    .join('.');
  // INCLUDE forbids too few of them, and an index's key too many
  if (name.endsWith('.NonKeyAttributes')) return [name, 'I6'];
  return name === 'GlobalSecondaryIndexes[].KeySchema' ? [name, 'K4'] : [name];
}
