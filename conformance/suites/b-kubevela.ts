import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { components } from '../../src/kubevela/catalog';
import { parametersOf } from '../../src/kubevela/component-interface';
import { openApi } from '../../src/schema/open-api';
import type { Shape } from '../../src/schema/shape';
import { bounds, mendedByTraits, misspelt, rules } from '../lib/bad-tables';
import {
  aws,
  type DistEnvironment,
  definitionsDirectory,
  distFiles,
  distFolder,
  distObject,
  environments,
  localstack,
  objectFiles,
} from '../lib/dist';
import { attribute, changed, goodTables, inKratixWords, isMinimal, type Parameters } from '../lib/good-tables';
import { at, type KubernetesObject } from '../lib/objects';
import { parallel } from '../lib/parallel';
import type { Context, Suite } from '../lib/suite';
import { applicationOf, type Component, type Rendered } from '../lib/vela';
import { expectOk, refusalOf } from '../lib/verdict';
import { toYaml } from '../lib/yaml';

export const suite: Suite = {
  name: 'kubevela',
  title: 'definitions and Applications in KubeVela itself, offline',
  async run(context) {
    await files(context);
    await schemas(context);
    await applications(context);
    const render = renderer(context);
    await names(context, render);
    await parameters(context, render);
  },
};

type Render = (
  environment: DistEnvironment,
  component: Component,
) => Promise<ReturnType<typeof refusalOf> | Rendered[]>;

/** One component in an Application of its own: what it becomes, or why it is refused. */
function renderer(context: Context): Render {
  const directories = new Map<DistEnvironment, Promise<string>>();
  return async (environment, component) => {
    const directory = directories.get(environment) ?? definitionsDirectory(context, environment);
    directories.set(environment, directory);
    const answer = await (await context.vela()).dryRun(await directory, applicationOf([component]));
    return answer.ok ? answer.value : answer.error;
  };
}

/** The files that `vela def` takes, and the objects that GitOps takes. */
async function files(context: Context): Promise<void> {
  for (const environment of environments) {
    const cueFiles = distFiles(environment, 'cue', '.cue').map(file => join(distFolder, file));

    await context.test(`vela vets every definition of ${environment.name}`, async () => {
      const vela = await context.vela();
      assert.equal(cueFiles.length, objectFiles(environment, 'platform/kubevela').length);
      const answers = await parallel(cueFiles, file => vela.vet(file));
      assert.deepEqual([...new Set(answers.map(refusalOf))], ['accepted']);
    });

    await context.test(`vela renders every .cue of ${environment.name} to the committed object`, async () => {
      const vela = await context.vela();
      const folder = context.scratch('rendered');
      await parallel(cueFiles, async file => {
        const name = basename(file, '.cue');
        const rendered = expectOk(await vela.renderDefinition(file));
        const kind = rendered.kind.toLowerCase();
        const committed = `${environment.name}/platform/kubevela/${kind}.vela-system.${name}.yaml`;
        const again = join(folder, `${name}.yaml`);
        writeFileSync(again, toYaml(rendered));
        const texts = await vela.templateTexts([file, again, join(distFolder, committed)]);
        const [cue, object, yaml] = texts.map(({ text, error }) => withoutBlankLines(text ?? `error: ${error}`));
        assert.equal(object, cue);
        assert.equal(yaml, cue);
        assert.deepEqual(withoutTemplate(distObject(committed)), withoutTemplate(rendered), name);
      });
    });
  }

  await context.test('vela refuses a definition that is broken', async () => {
    const vela = await context.vela();
    const text = readFileSync(join(distFolder, 'aws', 'cue', 'aws-dynamodb-kro.cue'), 'utf8');
    const wrong: readonly (readonly [from: string, to: string, reason: RegExp])[] = [
      ['template: {', 'tmeplate: {', /template/],
      ['attributes: {', 'attributes: {\n\t\tnosuch: 1', /nosuch/],
      ['isHealth: len(', 'isHealth: len((', /expected|found/],
    ];
    for (const [from, to, reason] of wrong) {
      assert.ok(text.includes(from), from);
      const file = join(context.scratch('broken'), 'broken.cue');
      writeFileSync(file, text.replace(from, to));
      assert.match(refusalOf(await vela.vet(file)), reason);
    }
  });
}

const withoutBlankLines = (text: string): string => text.replace(/\n+/g, '\n').trim();

/** What matters of a definition beside its template. Who formats CUE in a status is KubeVela's business. */
function withoutTemplate({ apiVersion, kind, metadata, spec }: KubernetesObject): object {
  const { schematic: _, status, ...rest } = spec as Record<string, unknown>;
  const texts = Object.entries((status ?? {}) as Record<string, string>).map(([name, text]) => [name, text.trim()]);
  const { name, annotations, labels = {} } = metadata;
  return { apiVersion, kind, metadata: { name, annotations, labels }, spec: rest, status: Object.fromEntries(texts) };
}

/** What KubeVela's UI and documentation are made from; forms exist that pass vet and dry-run and break it. */
async function schemas(context: Context): Promise<void> {
  const interfaces = new Map<string, Shape>(
    Object.values(components).flatMap(({ name, through, traits }) => [
      [name, parametersOf(through)] as const,
      ...traits.map(trait => [trait.name, trait.through.parameters as Shape] as const),
    ]),
  );
  for (const environment of environments) {
    await context.test(`KubeVela describes the parameters of every definition of ${environment.name}`, async () => {
      const paths = objectFiles(environment, 'platform/kubevela').map(file => join(distFolder, file));
      const described = await (await context.vela()).definitionSchemas(paths);
      assert.equal(described.length, interfaces.size);
      for (const { name, schema, error, parametersError, parameters = [] } of described) {
        assert.deepEqual({ name, error, parametersError }, { name, error: undefined, parametersError: undefined });
        const shape = interfaces.get(name!)!;
        assert.deepEqual(comparableSchema(schema), comparableSchema(openApi(shape)), name);
        const fields = shape.kind === 'record' ? Object.entries(shape.fields) : [];
        assert.deepEqual(
          parameters.map(each => [each.name, each.required]),
          // a list without elements is a value for KubeVela, so that it calls none required: `errs` ask that
          fields.map(([field, { kind, optional, default: preferred }]) => [
            field,
            kind !== 'list' && !optional && preferred === undefined,
          ]),
          name,
        );
      }
    });
  }
}

/** Lost in KubeVela: how long lists may be (`errs` ask that), and what an element is. Lengths of a text with a default become a pattern. */
function comparableSchema(schema: unknown, isElement = false): unknown {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return schema;
  const {
    title: _t,
    format: _f,
    minItems: _i,
    maxItems: _a,
    minLength,
    maxLength,
    pattern,
    ...rest
  } = schema as Record<string, unknown>;
  const { properties, items, required, description, ...own } = rest as {
    properties?: Record<string, unknown>;
    items?: unknown;
    required?: string[];
    description?: unknown;
  };
  const asPattern = 'default' in own && typeof maxLength === 'number';
  const bounds = asPattern
    ? { pattern: `^.{${minLength},${maxLength}}$` }
    : {
        ...(minLength === undefined ? {} : { minLength }),
        ...(maxLength === undefined ? {} : { maxLength }),
        ...(pattern === undefined ? {} : { pattern }),
      };
  return {
    ...own,
    ...bounds,
    ...(isElement ? {} : { description }),
    ...(items === undefined ? {} : { items: comparableSchema(items, true) }),
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, each]) => [name, comparableSchema(each)]),
          ),
          // KubeVela calls a parameter with a default required, since it always has a value
          required: (required ?? []).filter(name => at(properties[name], 'default') === undefined).sort(),
        }),
  };
}

async function applications(context: Context): Promise<void> {
  for (const environment of environments) {
    const directory = definitionsDirectory;
    for (const file of objectFiles(environment, 'apps')) {
      await context.test(`KubeVela renders ${file}`, async () => {
        const definitions = await directory(context, environment, 'webservice');
        const application = distObject(file);
        const rendered = expectOk(await (await context.vela()).dryRun(definitions, application));
        const wanted = (at(application, 'spec', 'components') as Component[]).map(({ name }) => name);
        assert.deepEqual([...new Set(rendered.map(({ component }) => component))], wanted);
      });
    }
    await context.test(`the session API of ${environment.name} is told its table's name, prefix included`, async () => {
      const definitions = await directory(context, environment, 'webservice');
      const application = distObject(
        `${environment.name}/apps/kro/session-management/application.default.session-management.yaml`,
      );
      const rendered = expectOk(await (await context.vela()).dryRun(definitions, application));
      const named = rendered.find(({ object }) => object.kind === 'DynamoDBTable')?.object;
      const deployment = rendered.find(({ object }) => object.kind === 'Deployment')?.object;
      const container = at(deployment, 'spec', 'template', 'spec', 'containers', 0);
      const env = at(container, 'env') as { name: string; value: string }[];
      assert.equal(at(named, 'spec', 'tableName'), `${environment.prefix}sessions`);
      assert.equal(at(named, 'spec', 'ttlAttributeName'), 'expiresAt');
      assert.equal(env.find(({ name }) => name === 'DYNAMODB_TABLE_NAME')?.value, `${environment.prefix}sessions`);
    });
  }
}

const types = ['aws-dynamodb-xp', 'aws-dynamodb-kro', 'aws-dynamodb-kratix'] as const;
type Type = (typeof types)[number];

const componentOf = (type: Type, given: Parameters, name = 'orders'): Component => ({
  name,
  type,
  properties: type === 'aws-dynamodb-kratix' ? inKratixWords(given) : given,
});

/** Where each engine's object names the table. */
const namePath: Readonly<Record<Type, readonly string[]>> = {
  'aws-dynamodb-xp': ['metadata', 'annotations', 'crossplane.io/external-name'],
  'aws-dynamodb-kro': ['spec', 'tableName'],
  'aws-dynamodb-kratix': ['spec', 'name'],
};

/** The environment's prefix: once, and counted into the name. */
async function names(context: Context, render: Render): Promise<void> {
  const nameOf = async (environment: DistEnvironment, type: Type, tableName: string | undefined, name = 'orders') => {
    const rendered = await render(environment, componentOf(type, changed({ tableName }), name));
    return typeof rendered === 'string' ? rendered : at(rendered[0]?.object, ...namePath[type]);
  };
  for (const type of types) {
    await context.test(`${type} sets the prefix before the table's name, once`, async () => {
      for (const environment of environments)
        assert.equal(await nameOf(environment, type, 'Orders_1.a-b'), `${environment.prefix}Orders_1.a-b`);
    });
    await context.test(`${type} refuses a name that begins with the prefix`, async () => {
      assert.match(String(await nameOf(aws, type, 'tenant-atlantis-orders')), /already begins with .* \[N4\]/);
      assert.equal(await nameOf(localstack, type, 'tenant-atlantis-orders'), 'tenant-atlantis-orders');
    });
    await context.test(`${type} asks 3 to 255 characters of the name with its prefix`, async () => {
      const refused = /tableName: must have 3 to 255 characters, with the prefix/;
      const long = 'x'.repeat(240);
      assert.match(String(await nameOf(aws, type, long)), refused);
      assert.equal(await nameOf(aws, type, long.slice(1)), `${aws.prefix}${long.slice(1)}`);
      assert.equal(await nameOf(localstack, type, long), long);
      assert.match(String(await nameOf(localstack, type, 'x'.repeat(256))), refused);
      assert.match(String(await nameOf(localstack, type, 'ab')), refused);
      assert.equal(await nameOf(aws, type, 'ab'), `${aws.prefix}ab`);
    });
  }
  await context.test("aws-dynamodb-xp takes the component's own name for a table without one", async () => {
    assert.equal(await nameOf(aws, 'aws-dynamodb-xp', undefined), 'tenant-atlantis-orders');
    assert.match(String(await nameOf(aws, 'aws-dynamodb-xp', undefined, 'tenant-atlantis-orders')), /\[N4\]/);
  });
}

/** Minimal and full parameters are taken; a misspelling at any level, a value out of its bounds and a broken rule are not. */
async function parameters(context: Context, render: Render): Promise<void> {
  const verdictOf = async (type: Type, change: Parameters) => {
    const rendered = await render(aws, componentOf(type, changed(change)));
    return typeof rendered === 'string' ? rendered : 'accepted';
  };
  const typesFor = (row: { readonly change: Parameters }) =>
    types.filter(type => type !== 'aws-dynamodb-xp' || isMinimal(row));

  for (const [what, change] of Object.entries(goodTables)) {
    await context.test(`components are taken: ${what}`, async () => {
      for (const type of typesFor({ change })) assert.equal(await verdictOf(type, change), 'accepted', type);
    });
  }
  await context.test('aws-dynamodb-xp is taken with all its parameters', async () => {
    const change = {
      tags: [{ key: 'team', value: 'shop' }],
      deletionPolicy: 'delete',
      providerConfigRef: { name: 'shop' },
    };
    assert.equal(await verdictOf('aws-dynamodb-xp', change), 'accepted');
  });

  for (const row of [...bounds, ...misspelt].filter(({ component }) => component)) {
    await context.test(`components are refused: ${row.what}`, async () => {
      // the only parameter for which another value stands in
      const asked = typesFor(row).filter(type => row.what !== 'no table name' || type !== 'aws-dynamodb-xp');
      const verdicts = await Promise.all(asked.map(type => verdictOf(type, row.change)));
      for (const verdict of verdicts) assert.match(verdict, row.component!);
    });
  }
  for (const row of rules) {
    await context.test(`components are refused by a rule: ${row.what}`, async () => {
      await Promise.all(
        typesFor(row).map(async type => {
          // with 47 tags Crossplane leaves room still
          const fine = row.rule === '[G1]' && type === 'aws-dynamodb-xp';
          const open = mendedByTraits.includes(row.rule!) && type !== 'aws-dynamodb-kratix';
          const verdict = await verdictOf(type, row.change);
          if (fine || open) assert.equal(verdict, 'accepted', type);
          else assert.ok(verdict.includes('User Errors:') && verdict.includes(row.rule!), `${type}: ${verdict}`);
        }),
      );
    });
  }
  await context.test('aws-dynamodb-xp refuses more tags than Crossplane leaves', async () => {
    const tags = (count: number) => Array.from({ length: count }, (_, i) => ({ key: `k${i}`, value: '' }));
    assert.equal(await verdictOf('aws-dynamodb-xp', { tags: tags(47) }), 'accepted');
    assert.match(await verdictOf('aws-dynamodb-xp', { tags: tags(48) }), /\[G1\]/);
  });
  await context.test('names that look like templates and built-ins are taken literally', async () => {
    for (const name of ['constructor', '__proto__', `\${x}`, '\\(context.name)', '"', 'context']) {
      const change = { attributeDefinitions: [attribute(name)], keySchema: [{ attributeName: name, keyType: 'HASH' }] };
      const rendered = await render(aws, componentOf('aws-dynamodb-xp', changed(change)));
      assert.ok(typeof rendered !== 'string', String(rendered));
      assert.equal(at(rendered[0]?.object, 'spec', 'forProvider', 'hashKey'), name);
    }
  });
}
