import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { compileFunction } from 'node:vm';
import { transformSync } from '@swc/core';
import * as library from '../../src';

/** Does something with a folder that is gone afterwards. */
export function withFolder<T>(action: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-dynamodb-'));
  try {
    return action(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every file below a folder, by its path in it. */
export const filesIn = (folder: string): { readonly [path: string]: string } =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .sort()
      .map(file => [relative(folder, file), readFileSync(file, 'utf8')]),
  );

const javascript = (code: string): string =>
  transformSync(code, { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } })
    .code;

/** Runs TypeScript as a module of a project that has this library, with names in scope beside its imports. */
function runTypeScript(code: string, scope: { readonly [name: string]: unknown } = {}): void {
  const load = (name: string): unknown => (name === 'cdk8s-dynamodb' ? library : require(name));
  const names = Object.keys(scope);
  const module = compileFunction(javascript(code), ['require', 'exports', ...names]) as (...given: unknown[]) => void;
  module(load, {}, ...names.map(name => scope[name]));
}

/** The files that a main program writes, by their path. */
export const emitted = (code: string, scope: { readonly [name: string]: unknown } = {}) =>
  withFolder(outdir => {
    const before = process.env.CDK8S_OUTDIR;
    process.env.CDK8S_OUTDIR = outdir;
    try {
      runTypeScript(code, scope);
    } finally {
      if (before === undefined) delete process.env.CDK8S_OUTDIR;
      else process.env.CDK8S_OUTDIR = before;
    }
    return filesIn(outdir);
  });
