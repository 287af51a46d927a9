import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { ControlPlane } from './control-plane';
import { requestApi, resourceGraph } from './dist';
import { engineCrds } from './engines';
import type { Kro } from './kro';
import { at, type KubernetesObject } from './objects';
import type { Context } from './suite';
import { refusalOf } from './verdict';

/** The API server with the CRDs of every kind that dist/ and the backends hold, save those that engines make. */
export async function withTargets(context: Context): Promise<ControlPlane> {
  const controlPlane = await context.controlPlane();
  await controlPlane.installCrds(
    ...(await engineCrds('kubevela')),
    ...(await engineCrds('kro')),
    ...(await engineCrds(
      'crossplane',
      'dynamodb.aws.m.upbound.io_tables',
      'dynamodb.aws.upbound.io_tables',
      'aws.m.upbound.io_',
    )),
    join(context.crdsDirectory, 'ack'),
    join(context.crdsDirectory, 'kratix'),
  );
  return controlPlane;
}

/** kro with the committed graph, whose CRD is there afterwards. */
export async function withGraph(context: Context): Promise<Kro> {
  await withTargets(context);
  const kro = await context.kro();
  assert.equal(refusalOf(await kro.activate(resourceGraph())), 'accepted');
  return kro;
}

/** The API server with the CRD of the Promise's request. */
export async function withRequests(context: Context): Promise<ControlPlane> {
  const controlPlane = await withTargets(context);
  await controlPlane.installCrd(asKratixInstalls(requestApi()));
  return controlPlane;
}

/** What Kratix makes of a Promise's CRD: the status is its own, on every version, and names have 63 characters. */
function asKratixInstalls(crd: KubernetesObject): KubernetesObject {
  const installed = structuredClone(crd);
  for (const version of at(installed, 'spec', 'versions') as Version[]) {
    version.subresources = { status: {} };
    const { properties } = version.schema.openAPIV3Schema;
    properties.metadata = { type: 'object', properties: { name: { type: 'string', maxLength: 63 } } };
    properties.status = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true, properties: reported };
  }
  return installed;
}

interface Version {
  subresources?: unknown;
  readonly schema: { readonly openAPIV3Schema: { readonly properties: Record<string, unknown> } };
}

const reported = { message: { type: 'string' }, observedGeneration: { type: 'integer', format: 'int64' } };
