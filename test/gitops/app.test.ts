import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { load } from 'js-yaml';
import { GitOpsApp, TextFile } from '../../src';
import { root } from '../readme/blocks';
import { filesIn, withFolder } from '../readme/program';

const configMap = (chart: Chart, id: string, name = id, data: object = {}) =>
  new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, ...data });

/** What an app writes into an empty folder. */
const written = (build: (app: GitOpsApp) => void) =>
  withFolder(outdir => {
    const app = new GitOpsApp({ outdir });
    build(app);
    app.synth();
    return filesIn(outdir);
  });

describe('the layout', () => {
  test('has a folder for each chart and a file for each object', () => {
    const files = written(app => {
      const aws = new Chart(app, 'aws');
      const platform = new Chart(aws, 'platform');
      new ApiObject(platform, 'role', { apiVersion: 'v1', kind: 'ClusterRole', metadata: { name: 'reader' } });
      configMap(new Chart(new Chart(aws, 'apps'), 'shop', { namespace: 'team-a' }), 'settings');
    });
    expect(Object.keys(files).sort()).toEqual([
      'aws/apps/shop/configmap.team-a.settings.yaml',
      'aws/apps/shop/kustomization.yaml',
      'aws/platform/clusterrole._cluster.reader.yaml',
      'aws/platform/kustomization.yaml',
    ]);
  });

  test('lists every object in the kustomization, by name whatever the order of the source', () => {
    const build = (...ids: readonly string[]) =>
      written(app => {
        const chart = new Chart(app, 'shop', { namespace: 'shop' });
        for (const id of ids) configMap(chart, id);
      });
    const files = build('b', 'a', 'c');
    expect(load(files['shop/kustomization.yaml']!)).toEqual({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: ['configmap.shop.a.yaml', 'configmap.shop.b.yaml', 'configmap.shop.c.yaml'],
    });
    expect(files).toEqual(build('c', 'b', 'a'));
  });

  test('one object more is one file more, and one line', () => {
    const build = (...ids: readonly string[]) =>
      written(app => {
        const chart = new Chart(app, 'shop', { namespace: 'shop' });
        for (const id of ids) configMap(chart, id);
      });
    const [before, after] = [build('a', 'c'), build('a', 'b', 'c')];
    expect(Object.keys(after).filter(path => before[path] !== after[path])).toEqual([
      'shop/configmap.shop.b.yaml',
      'shop/kustomization.yaml',
    ]);
  });

  test('keeps objects of one name apart by kind and namespace', () => {
    const files = written(app => {
      const chart = new Chart(app, 'shop');
      for (const namespace of ['a', 'b'])
        new ApiObject(chart, namespace, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace } });
      new ApiObject(chart, 'secret', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x', namespace: 'a' } });
    });
    expect(Object.keys(files)).toHaveLength(4);
  });

  test('writes the text of other files as it is, outside of the charts', () => {
    const files = written(app => {
      const chart = new Chart(new Chart(app, 'aws'), 'platform');
      configMap(chart, 'a');
      new TextFile(chart, 'file', { folder: 'cue', name: 'x.cue', text: 'a: 1' });
    });
    expect(files['aws/cue/x.cue']).toBe('a: 1');
    expect(files['aws/platform/kustomization.yaml']).not.toContain('x.cue');
  });

  test('leaves other files out in an app of cdk8s itself', () => {
    const chart = new Chart(new App(), 'chart');
    configMap(chart, 'a');
    new TextFile(chart, 'file', { folder: 'cue', name: 'x.cue', text: 'a: 1' });
    expect(Testing.synth(chart)).toHaveLength(1);
  });
});

describe('what was there before', () => {
  const synthOver = (outdir: string, build: (chart: Chart) => void) => {
    const app = new GitOpsApp({ outdir });
    build(new Chart(app, 'shop', { namespace: 'shop' }));
    app.synth();
  };

  test('goes, where the app writes', () =>
    withFolder(outdir => {
      mkdirSync(join(outdir, 'shop', 'gone'), { recursive: true });
      writeFileSync(join(outdir, 'shop', 'gone', 'stale.yaml'), '');
      synthOver(outdir, chart => configMap(chart, 'a'));
      expect(Object.keys(filesIn(outdir))).toEqual(['shop/configmap.shop.a.yaml', 'shop/kustomization.yaml']);
    }));

  test('stays, where it does not', () =>
    withFolder(outdir => {
      writeFileSync(join(outdir, 'notes.md'), 'kept');
      synthOver(outdir, chart => configMap(chart, 'a'));
      expect(readFileSync(join(outdir, 'notes.md'), 'utf8')).toBe('kept');
    }));

  test('stays whole if anything is wrong', () =>
    withFolder(outdir => {
      synthOver(outdir, chart => configMap(chart, 'a'));
      const before = filesIn(outdir);
      const broken = () =>
        synthOver(outdir, chart => {
          configMap(chart, 'b').node.addValidation({ validate: () => ['first', 'second'] });
        });
      expect(broken).toThrow('Nothing was written, because of 2 errors:\n  [shop/b] first\n  [shop/b] second\n');
      expect(filesIn(outdir)).toEqual(before);
    }));
});

describe('a collision', () => {
  const refused = (build: (app: GitOpsApp) => void) =>
    withFolder(folder => {
      const outdir = join(folder, 'dist');
      const app = new GitOpsApp({ outdir });
      build(app);
      let message = '';
      try {
        app.synth();
      } catch (error) {
        message = (error as Error).message;
      }
      expect(existsSync(outdir)).toBe(false);
      return message;
    });

  test('of two objects is an error that names both', () =>
    expect(
      refused(app => {
        const chart = new Chart(app, 'shop', { namespace: 'shop' });
        configMap(chart, 'a', 'same');
        configMap(chart, 'b', 'same');
      }),
    ).toBe(
      'Nothing was written, because of 1 error:\n  [shop/b] would be written to shop/configmap.shop.same.yaml, as shop/a is. Give one of them another name, or put it into another chart.\n',
    ));

  test('of two groups with one kind is an error too: their files have one name', () =>
    expect(
      refused(app => {
        const chart = new Chart(app, 'shop');
        for (const apiVersion of ['a.example.com/v1', 'b.example.com/v1'])
          new ApiObject(chart, apiVersion.slice(0, 1), { apiVersion, kind: 'Table', metadata: { name: 'x' } });
      }),
    ).toContain('table._cluster.x.yaml'));

  test('of two texts is an error', () =>
    expect(
      refused(app => {
        const chart = new Chart(app, 'shop');
        for (const id of ['a', 'b']) new TextFile(chart, id, { folder: 'cue', name: 'x.cue', text: id });
      }),
    ).toContain('would be written to shop/cue/x.cue'));

  test('of a text with a kustomization is an error', () =>
    expect(
      refused(app => {
        const chart = new Chart(new Chart(app, 'aws'), 'platform');
        configMap(chart, 'a');
        new TextFile(chart, 'text', { folder: 'platform', name: 'kustomization.yaml', text: '' });
      }),
    ).toContain('would be written to aws/platform/kustomization.yaml'));
});

test('errors of constructs and collisions are told together', () =>
  withFolder(outdir => {
    const app = new GitOpsApp({ outdir });
    const chart = new Chart(app, 'shop');
    configMap(chart, 'a', 'same');
    configMap(chart, 'b', 'same').node.addValidation({ validate: () => ['wrong'] });
    expect(() => app.synth()).toThrow(/because of 2 errors:\n {2}\[shop\/b\] wrong\n {2}\[shop\/b\] would be written/);
  }));

test('under the cdk8s CLI errors are printed without a stack, the exit code is 1, and nothing is written', () =>
  withFolder(folder => {
    const script = `
      const { ApiObject, Chart } = require('cdk8s');
      const { GitOpsApp } = require('./src');
      const app = new GitOpsApp();
      const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } };
      new ApiObject(new Chart(app, 'shop'), 'a', object).node.addValidation({ validate: () => ['wrong'] });
      app.synth();
    `;
    const { status, stderr } = spawnSync(join(root, 'node_modules', '.bin', 'tsx'), ['-e', script], {
      cwd: root,
      env: { ...process.env, CDK8S_OUTDIR: join(folder, 'dist') },
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'Nothing was written, because of 1 error:\n  [shop/a] wrong\n',
    });
    expect(filesIn(folder)).toEqual({});
  }));
