import { didYouMean, insteadOf } from '../../src/schema/text';

describe('what was meant', () => {
  test.each([
    ['timeToLiveAtribute', 'Did you mean timeToLiveAttribute?'],
    ['time_to_live_attribute', 'Did you mean timeToLiveAttribute?'],
    ['timeToLive', 'Did you mean timeToLiveAttribute?'],
    ['deletionProtectionEnabled', 'Did you mean deletionProtection?'],
    ['ttl', 'Did you mean timeToLiveAttribute?'],
    // a part, and none that begins it
    ['attribute', 'Known are timeToLiveAttribute, deletionProtection, tableName, tableClass.'],
    // the beginning of two
    ['table', 'Known are timeToLiveAttribute, deletionProtection, tableName, tableClass.'],
  ])('by the name %s', (name, fix) => {
    const known = ['timeToLiveAttribute', 'deletionProtection', 'tableName', 'tableClass'];
    expect(insteadOf([name], known, { ttl: 'timeToLiveAttribute' })).toEqual([fix]);
  });

  test.each([
    ['keys_only', ['ALL', 'KEYS_ONLY'], 'Did you mean KEYS_ONLY?'],
    // a value that is part of another may be its opposite
    ['never-delete', ['retain', 'delete'], ''],
    ['STANDARD_IA', ['STANDARD', 'STANDARD_INFREQUENT_ACCESS'], ''],
    ['OLD_AND_NEW_IMAGES', ['NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY'], ''],
  ])('by the value %s', (value, values, fix) => expect(didYouMean(value, values)).toBe(fix));
});
