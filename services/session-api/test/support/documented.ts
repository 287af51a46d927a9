import { strict as assert } from 'node:assert';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { Reply } from './http';

interface OpenApi {
  readonly components: { readonly schemas: Record<string, { readonly examples?: readonly unknown[] }> };
  readonly paths: Record<string, Record<string, Operation>>;
}

interface Operation {
  readonly responses: Record<string, DocumentedResponse>;
}

interface DocumentedResponse {
  readonly content?: Record<string, { schema: object }>;
  readonly headers?: object;
}

/** Headers that the service itself sends, not HTTP's: those a client reads. */
const ownHeaders = [
  'accept-encoding',
  'etag',
  'idempotency-replayed',
  'location',
  'retry-after',
  'www-authenticate',
  'x-request-id',
];

/** Holds every reply of a documented operation against the OpenAPI document: status, headers, media type and body. */
export class DocumentedReplies {
  private readonly ajv = addFormats(new Ajv2020({ strict: false }));

  constructor(private readonly document: OpenApi) {
    this.ajv.addSchema(document, 'openapi');
  }

  check(method: string, path: string, reply: Reply): void {
    const where = `${method} ${path} → ${reply.status}`;
    const found = this.find(method, path);
    if (found === undefined) return;
    const response = found.operation.responses[reply.status];
    assert.ok(response, `${where} is not documented`);
    const documented = Object.keys(response.headers ?? {}).map(name => name.toLowerCase());
    for (const name of ownHeaders.filter(each => reply.headers[each] !== undefined)) {
      assert.ok(documented.includes(name), `${where} has the undocumented header ${name}`);
    }
    if (response.content === undefined) {
      assert.equal(reply.text, '', `${where} has a body`);
      return;
    }
    const type = (reply.headers['content-type'] ?? '').replace(/;.*/, '');
    assert.ok(response.content[type], `${where} has the undocumented type ${type}`);
    const at = [
      'paths',
      found.path,
      method.toLowerCase(),
      'responses',
      String(reply.status),
      'content',
      type,
      'schema',
    ];
    const validate = this.ajv.getSchema(`openapi#/${at.map(pointerPart).join('/')}`)!;
    assert.ok(validate(reply.body), `${where}: ${this.ajv.errorsText(validate.errors)} in ${reply.text}`);
  }

  /** Holds every example against its schema; gives the names of the schemas that have one. */
  checkExamples(): readonly string[] {
    const exemplified = Object.entries(this.document.components.schemas).filter(([, { examples }]) => examples);
    for (const [name, { examples = [] }] of exemplified) {
      const validate = this.ajv.getSchema(`openapi#/components/schemas/${name}`)!;
      for (const example of examples) {
        assert.ok(validate(example), `${name}: ${this.ajv.errorsText(validate.errors)} in ${JSON.stringify(example)}`);
      }
    }
    return exemplified.map(([name]) => name);
  }

  private find(method: string, path: string): { path: string; operation: Operation } | undefined {
    const bare = path.replace(/\?.*/, '');
    // The most specific template first, as the router has it.
    const templates = Object.keys(this.document.paths).sort((a, b) => a.split('{').length - b.split('{').length);
    const template = templates.find(each => new RegExp(`^${each.replace(/\{\w+\}/g, '[^/]+')}$`).test(bare));
    const operation = template && this.document.paths[template]?.[method.toLowerCase()];
    return template && operation ? { path: template, operation } : undefined;
  }
}

/** RFC 6901, inside a URI. */
function pointerPart(name: string): string {
  return encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
}
