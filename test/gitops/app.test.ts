import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart, Lazy, Testing, YamlOutputType } from 'cdk8s';
import { load } from 'js-yaml';
import { AttributeType, Backend, Environment, GitOpsApp, Table, TextFile } from '../../src';
import { Outdir } from '../../src/gitops/outdir';
import { root } from '../readme/blocks';
import { filesIn, withFolder } from '../readme/program';

const local = new Environment({ name: 'local', region: 'us-west-2' });

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

/** What an app is refused with, which writes nothing then. */
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
    expect(load(files['aws/platform/kustomization.yaml']!)).toMatchObject({ resources: ['configmap._cluster.a.yaml'] });
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

  const two = (outdir: string, ...builds: readonly ((app: GitOpsApp) => void)[]) => {
    for (const build of builds) {
      const app = new GitOpsApp({ outdir });
      build(app);
      app.synth();
    }
    return Object.keys(filesIn(outdir));
  };
  const mute = () => jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  afterEach(() => jest.restoreAllMocks());

  test('goes, if the app wrote it', () =>
    withFolder(outdir => {
      synthOver(outdir, chart => configMap(chart, 'b'));
      synthOver(outdir, chart => configMap(chart, 'a'));
      expect(Object.keys(filesIn(outdir))).toEqual(['shop/configmap.shop.a.yaml', 'shop/kustomization.yaml']);
    }));

  test('goes with its folder, when nothing of a chart is left', () =>
    withFolder(outdir => {
      synthOver(outdir, chart => {
        configMap(new Chart(chart, 'orders'), 'a');
        new TextFile(chart, 'text', { folder: 'cue', name: 'x.cue', text: '' });
      });
      expect(Object.keys(filesIn(outdir))).toHaveLength(4);
      synthOver(outdir, () => {});
      expect(readdirSync(outdir)).toEqual([]);
    }));

  test('goes, when a chart has another name, and that is told', () =>
    withFolder(outdir => {
      const stderr = mute();
      expect(
        two(
          outdir,
          app => configMap(new Chart(app, 'shop'), 'a'),
          app => configMap(new Chart(app, 'store'), 'a'),
        ),
      ).toEqual(['store/configmap._cluster.a.yaml', 'store/kustomization.yaml']);
      expect(stderr.mock.calls.join()).toContain('Removed shop/');
    }));

  test('stays, if it was written by somebody else, even beside what the app writes', () =>
    withFolder(outdir => {
      synthOver(outdir, chart => configMap(chart, 'a'));
      mkdirSync(join(outdir, 'shop', 'mine'));
      mkdirSync(join(outdir, 'my', 'copy'), { recursive: true });
      for (const path of ['notes.md', 'shop/notes.md', 'shop/mine/b.yaml']) writeFileSync(join(outdir, path), 'kept');
      // a copy at another depth is of another app's folder
      writeFileSync(join(outdir, 'my', 'copy', 'kustomization.yaml'), filesIn(outdir)['shop/kustomization.yaml']!);
      writeFileSync(join(outdir, 'my', 'copy', 'configmap.shop.a.yaml'), 'kept');
      synthOver(outdir, () => {});
      expect(Object.keys(filesIn(outdir))).toEqual([
        'my/copy/configmap.shop.a.yaml',
        'my/copy/kustomization.yaml',
        'notes.md',
        'shop/mine/b.yaml',
        'shop/notes.md',
      ]);
    }));

  test.each(['- ../../precious.yaml', '# With ../precious.yaml'])('stays, whatever a record says: %s', line =>
    withFolder(folder => {
      const outdir = join(folder, 'dist');
      writeFileSync(join(folder, 'precious.yaml'), 'kept');
      synthOver(outdir, chart => configMap(chart, 'a'));
      const record = join(outdir, 'shop', 'kustomization.yaml');
      writeFileSync(record, `${readFileSync(record, 'utf8')}  ${line}\n${line}\n`);
      synthOver(outdir, () => {});
      expect(filesIn(folder)).toEqual({ 'precious.yaml': 'kept' });
    }),
  );

  test('stays, if somebody added it to a kustomization', () =>
    withFolder(outdir => {
      synthOver(outdir, chart => configMap(chart, 'a'));
      const record = join(outdir, 'shop', 'kustomization.yaml');
      writeFileSync(record, `${readFileSync(record, 'utf8')}  - ingress.yaml\n`);
      writeFileSync(join(outdir, 'shop', 'ingress.yaml'), 'kept');
      synthOver(outdir, () => {});
      expect(filesIn(outdir)).toEqual({ 'shop/ingress.yaml': 'kept' });
    }));

  test('is not replaced, if it was written by somebody else', () =>
    withFolder(outdir => {
      mkdirSync(join(outdir, 'shop'));
      writeFileSync(join(outdir, 'shop', 'kustomization.yaml'), 'mine');
      expect(() => synthOver(outdir, chart => configMap(chart, 'a'))).toThrow(
        '[shop] would be written to shop/kustomization.yaml, which is there, and was not written by cdk8s-dynamodb.',
      );
      expect(filesIn(outdir)).toEqual({ 'shop/kustomization.yaml': 'mine' });
    }));

  test.each(['mine', 'apiVersion: v1\n'])(
    'is not replaced, if it stands in a folder of the app under the name that an object gets later',
    text =>
      withFolder(outdir => {
        synthOver(outdir, chart => configMap(chart, 'a'));
        writeFileSync(join(outdir, 'shop', 'configmap.shop.b.yaml'), text);
        const before = filesIn(outdir);
        expect(() => synthOver(outdir, chart => ['a', 'b'].map(name => configMap(chart, name)))).toThrow(
          '[shop/b] would be written to shop/configmap.shop.b.yaml, which is there, and the kustomization.yaml beside it does not name it.',
        );
        expect(filesIn(outdir)).toEqual(before);
      }),
  );

  test('is taken for its own, if it is what it would write: an earlier run was interrupted', () =>
    withFolder(outdir => {
      const both = (chart: Chart) => ['a', 'b'].map(name => configMap(chart, name));
      synthOver(outdir, both);
      const record = join(outdir, 'shop', 'kustomization.yaml');
      const whole = readFileSync(record, 'utf8');
      writeFileSync(record, whole.replace('  - configmap.shop.b.yaml\n', ''));
      synthOver(outdir, both);
      expect(readFileSync(record, 'utf8')).toBe(whole);
    }));

  test('is replaced after a merge that went wrong', () =>
    withFolder(outdir => {
      synthOver(outdir, chart => configMap(chart, 'a'));
      const record = join(outdir, 'shop', 'kustomization.yaml');
      const text = readFileSync(record, 'utf8');
      writeFileSync(record, `<<<<<<< HEAD\n${text}=======\n  - configmap.shop.b.yaml\n>>>>>>> other\n`);
      for (const name of ['b', 'c']) writeFileSync(join(outdir, 'shop', `configmap.shop.${name}.yaml`), '');
      synthOver(outdir, chart => ['a', 'c'].map(name => configMap(chart, name)));
      expect(Object.keys(filesIn(outdir))).toEqual([
        'shop/configmap.shop.a.yaml',
        'shop/configmap.shop.c.yaml',
        'shop/kustomization.yaml',
      ]);
    }));

  describe('of another app', () => {
    const app = (outdir: string, name: string, chart: string, ...objects: readonly string[]) => {
      const made = new GitOpsApp({ outdir, name });
      const within = new Chart(new Chart(made, 'aws'), chart);
      for (const object of objects) configMap(within, object);
      made.synth();
    };

    test('stays, in another folder', () =>
      withFolder(outdir => {
        app(outdir, 'one', 'shop', 'a');
        const before = filesIn(outdir);
        app(outdir, 'two', 'store', 'a');
        app(outdir, 'two', 'store');
        expect(filesIn(outdir)).toEqual(before);
      }));

    test('is an error, in the same folder', () =>
      withFolder(outdir => {
        app(outdir, 'one', 'shop', 'a');
        const before = filesIn(outdir);
        expect(() => app(outdir, 'two', 'shop', 'b')).toThrow('is written by the app one');
        expect(filesIn(outdir)).toEqual(before);
      }));

    test('has a plain name', () =>
      withFolder(outdir => {
        expect(() => app(outdir, 'a b', 'shop', 'a')).toThrow(`The app's name "a b" is no plain name`);
        expect(() => app(outdir, 7 as never, 'shop', 'a')).toThrow('name: must be a string (got 7)');
      }));
  });

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

test('what only synth shows to be no data is told all at once, with its place', () =>
  expect(
    refused(app => {
      const lazy = (value: unknown) => Lazy.any({ produce: () => value });
      const spec = { a: lazy(Number.NaN), b: [lazy({ 'c d': Number.POSITIVE_INFINITY })], e: lazy(null) };
      configMap(new Chart(app, 'shop'), 'a', 'a', { spec });
      configMap(new Chart(app, 'store'), 'b', 'b', { spec: { g: lazy(() => 1) } });
    }),
  ).toBe(
    [
      'Nothing was written, because of 2 errors:',
      '  [shop/a] spec.a: is no data (got NaN). Give a text, a number, true or false, a list or an object.',
      '    spec.b[0]["c d"]: is no data (got Infinity). Give a text, a number, true or false, a list or an object.',
      '  [store/b] spec.g: is no data (got function). Give a text, a number, true or false, a list or an object.',
      '',
    ].join('\n'),
  ));

test('no message steers a terminal, whatever constructs and charts are called', () => {
  const steering = '\u001b[31m\u009b\u202e\r';
  const message = refused(app => {
    const chart = new Chart(app, 'shop');
    configMap(chart, `a${steering}`, 'same');
    configMap(chart, `b${steering}`, 'same');
    configMap(chart, `c${steering}`, `d${steering}`);
    configMap(new Chart(app, `e${steering}`), 'f');
    new TextFile(chart, `g${steering}`, { folder: `h${steering}`, name: 'i', text: '' });
    configMap(chart, `j${steering}`).node.addValidation({ validate: () => [`first${steering}\nsecond`] });
    for (const id of ['k', 'l']) {
      const props = { tableName: 'same', partitionKey: { name: 'id', type: AttributeType.STRING } };
      new Table(chart, `${id}${steering}`, { ...props, backend: Backend.ack(), environment: local });
    }
  });
  expect(message).toContain('because of 8 errors:');
  expect(message).toContain(
    '[shop/j\\u001b[31m\\u009b\\u202e\\u000d] first\\u001b[31m\\u009b\\u202e\\u000d\n    second\n',
  );
  expect(message.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

describe('a collision', () => {
  test('of two objects is an error that names both', () =>
    expect(
      refused(app => {
        const chart = new Chart(app, 'shop', { namespace: 'shop' });
        configMap(chart, 'a', 'same');
        configMap(chart, 'b', 'same');
      }),
    ).toBe(
      'Nothing was written, because of 1 error:\n  [shop/b] would be written to shop/configmap.shop.same.yaml, as shop/a is, since the group of an object is not in the name of its file. Give one of them another name, or put it into another chart.\n',
    ));

  test('of two groups with one kind is an error too: their files have one name', () =>
    expect(
      refused(app => {
        const chart = new Chart(app, 'shop');
        for (const apiVersion of ['a.example.com/v1', 'b.example.com/v1'])
          new ApiObject(chart, apiVersion.slice(0, 1), { apiVersion, kind: 'Table', metadata: { name: 'x' } });
      }),
    ).toContain(
      '[shop/b] would be written to shop/table._cluster.x.yaml, as shop/a is, since the group of an object is not in the name of its file. Give one of them another name, or put it into another chart.',
    ));

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

  test('of a file with a folder is an error', () =>
    expect(
      refused(app => {
        const chart = new Chart(app, 'shop');
        configMap(chart, 'a');
        configMap(new Chart(chart, 'kustomization.yaml'), 'b');
      }),
    ).toContain(
      '[shop] would be written to shop/kustomization.yaml, and shop/kustomization.yaml/b has a folder of that name',
    ));

  test('of two charts that differ in case alone is an error', () =>
    expect(
      refused(app => {
        configMap(new Chart(app, 'shop'), 'a');
        configMap(new Chart(app, 'Shop'), 'b');
      }),
    ).toContain(
      '[Shop/b] would be written to Shop, and shop/a to shop, which is the same where case is not told apart',
    ));
});

describe('a name that leads elsewhere is refused', () => {
  test.each(['..', '.', '.git', 'a:b', 'a b', '-a', 'a\\b'])('as the chart %j', id =>
    withFolder(folder => {
      writeFileSync(join(folder, 'precious.txt'), 'kept');
      const app = new GitOpsApp({ outdir: join(folder, 'dist') });
      configMap(new Chart(app, id), 'a');
      expect(() => app.synth()).toThrow(`${JSON.stringify(id)} is no plain name`);
      expect(filesIn(folder)).toEqual({ 'precious.txt': 'kept' });
    }),
  );

  test.each(['../../../evil', 'a/b', '%2e'])('as the object %j', name =>
    expect(refused(app => configMap(new Chart(app, 'shop'), 'a', name))).toContain(
      `"configmap._cluster.${name}.yaml" is no plain name`,
    ),
  );

  test.each([
    { folder: '../..', name: 'precious.txt' },
    { folder: 'cue', name: '../precious.txt' },
    { folder: '/tmp', name: 'precious.txt' },
    { folder: '', name: 'precious.txt' },
  ])('as the text %j', place =>
    expect(refused(app => new TextFile(new Chart(app, 'shop'), 'x', { ...place, text: '' }))).toContain(
      'is no plain name',
    ),
  );

  test('and a text file of no text', () =>
    expect(
      refused(app => new TextFile(new Chart(app, 'shop'), 'x', { folder: 'cue', name: 'x.cue', text: 7 as never })),
    ).toContain('[shop/x] text: must be a string (got 7). Give a string.'));

  test('and a text file with more than a place and a text', () =>
    expect(
      refused(
        app => new TextFile(new Chart(app, 'shop'), 'x', { folder: 'cue', name: 'x', text: '', mode: 1 } as never),
      ),
    ).toContain('[shop/x] mode: is not known (got 1). Known are folder, name, text.'));

  test('and a text file of nothing', () =>
    expect(refused(app => new TextFile(new Chart(app, 'shop'), 'x', undefined as never))).toContain(
      '[shop/x] folder: must be a string',
    ));

  test('and options of the app that are none', () => {
    expect(() => new GitOpsApp(null as never).synth()).toThrow('props: must be an object (got null)');
    expect(() => new GitOpsApp({ outdir: 5, name: null } as never).synth()).toThrow(
      'because of 2 errors:\n  name: must be a string (got null). Give a string.\n  outdir: must be a string (got 5).',
    );
    expect(() => new GitOpsApp('shop' as never).synth()).toThrow('props: must be an object (got "shop")');
  });

  test('and an option of the app that nobody would read', () => {
    const app = new GitOpsApp({ yamlOutputType: YamlOutputType.FILE_PER_APP } as never);
    expect(() => app.synth()).toThrow('yamlOutputType: is not known (got 0). Known are name, outdir, resolvers.');
  });

  test('and one with colons, as Kubernetes has, is not', () =>
    expect(Object.keys(written(app => configMap(new Chart(app, 'shop'), 'a', 'system:reader')))).toContain(
      'shop/configmap._cluster.system:reader.yaml',
    ));
});

describe('what the file system refuses is told in words', () => {
  const failing = (outdir: string) => {
    const app = new GitOpsApp({ outdir });
    configMap(new Chart(app, 'shop'), 'a');
    return () => app.synth();
  };

  test('a file as the folder', () =>
    withFolder(folder => {
      const outdir = join(folder, 'dist');
      writeFileSync(outdir, 'kept');
      expect(failing(outdir)).toThrow(`Nothing was written, because of 1 error:\n  ${outdir}: not a directory\n`);
      expect(readFileSync(outdir, 'utf8')).toBe('kept');
    }));

  test('a folder in place of a file, and a file in place of a folder', () =>
    withFolder(outdir => {
      mkdirSync(join(outdir, 'shop', 'kustomization.yaml'), { recursive: true });
      expect(failing(outdir)).toThrow('[shop] would be written to shop/kustomization.yaml, which is a folder there');
      rmSync(join(outdir, 'shop'), { recursive: true });
      writeFileSync(join(outdir, 'shop'), '');
      expect(failing(outdir)).toThrow('would be written to shop, which is a file there');
    }));

  test('a file that cannot be removed', () =>
    withFolder(outdir => {
      failing(outdir)();
      const remove = jest.spyOn(Outdir.prototype, 'remove').mockImplementation(() => readdirSync(join(outdir, 'none')));
      const app = new GitOpsApp({ outdir });
      configMap(new Chart(app, 'shop'), 'b');
      expect(() => app.synth()).toThrow(
        `Everything was written, but not all that is gone was removed, because of 1 error:\n  ${join(outdir, 'none')}: no such file or directory\n`,
      );
      expect(remove.mock.calls).toEqual([[['shop/configmap._cluster.a.yaml']]]);
      remove.mockRestore();
    }));

  test('and nothing is left half done', () =>
    withFolder(outdir => {
      failing(outdir)();
      const before = filesIn(outdir);
      const app = new GitOpsApp({ outdir });
      configMap(new Chart(app, 'shop'), 'b');
      configMap(new Chart(app, 'other'), 'b', 'b'.repeat(300));
      expect(() => app.synth()).toThrow(/^Nothing was written.*: name too long\n$/s);
      expect(filesIn(outdir)).toEqual(before);
    }));
});

describe('an object that cannot be written', () => {
  test('is told with its path, beside others', () =>
    expect(
      refused(app => {
        const chart = new Chart(app, 'shop');
        for (const id of ['a', 'b'])
          configMap(chart, id).toJson = () => {
            throw new Error(`no ${id}`);
          };
      }),
    ).toBe('Nothing was written, because of 2 errors:\n  [shop/a] no a\n  [shop/b] no b\n'));

  test('is not asked when constructs say what is wrong', () =>
    expect(
      refused(app => {
        const object = configMap(new Chart(app, 'shop'), 'a');
        object.node.addValidation({ validate: () => ['wrong'] });
        object.toJson = () => {
          throw new Error('no a');
        };
      }),
    ).toBe('Nothing was written, because of 1 error:\n  [shop/a] wrong\n'));

  test('has no stack', () =>
    withFolder(outdir => {
      const app = new GitOpsApp({ outdir });
      configMap(new Chart(app, '..'), 'a');
      let stack: string | undefined;
      try {
        app.synth();
      } catch (error) {
        stack = (error as Error).stack;
      }
      expect(stack).toMatch(/^Nothing was written/);
      expect(stack).not.toMatch(/^\s+at /m);
    }));
});

test('errors of constructs and collisions are told together', () =>
  withFolder(outdir => {
    const app = new GitOpsApp({ outdir });
    const chart = new Chart(app, 'shop');
    configMap(chart, 'a', 'same');
    configMap(chart, 'b', 'same').node.addValidation({ validate: () => ['wrong'] });
    expect(() => app.synth()).toThrow(/because of 2 errors:\n {2}\[shop\/b\] wrong\n {2}\[shop\/b\] would be written/);
  }));

test('what is wrong with a chart hides no collisions of its objects', () =>
  withFolder(outdir => {
    const app = new GitOpsApp({ outdir });
    const chart = new Chart(app, 'shop');
    chart.node.addValidation({ validate: () => ['wrong'] });
    for (const id of ['a', 'b']) configMap(chart, id, 'same');
    expect(() => app.synth()).toThrow(/because of 2 errors:\n {2}\[shop\] wrong\n {2}\[shop\/b\] would be written/);
  }));

test('resolvers are asked themselves, and no copies', () =>
  withFolder(outdir => {
    const resolver = {
      asked: 0,
      resolve() {
        this.asked++;
      },
    };
    const app = new GitOpsApp({ outdir, resolvers: [resolver] });
    configMap(new Chart(app, 'shop'), 'a');
    app.synth();
    expect(resolver.asked).toBeGreaterThan(0);
  }));

/** How a program in TypeScript ends, and what it says then. */
function run(script: string, env: NodeJS.ProcessEnv = {}) {
  const { status, stderr } = spawnSync(join(root, 'node_modules', '.bin', 'tsx'), ['-e', script], {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  return { status, stderr };
}

describe('an error that nobody catches', () => {
  const wrong = `new (require('./src').Environment)({ name: 'aws', region: 'x y' })`;
  test('is printed without a stack where options are wrong, too', () =>
    expect(run(wrong)).toEqual({
      status: 1,
      stderr: 'Environment "aws": region: must be a region, such as us-west-2 (got "x y"). Use only what is allowed.\n',
    }));

  test.each([`new Error('other')`, wrong])('is left to a program that handles it: %s', error =>
    expect(
      run(`
        try { ${wrong} } catch {}
        process.on('uncaughtException', () => console.error('handled'));
        setTimeout(() => console.error('alive'), 50);
        throw ${error.startsWith('new Error') ? error : `(() => { ${error} })()`};
      `),
    ).toEqual({ status: 0, stderr: 'handled\nalive\n' }),
  );

  test('and that is none of ours is printed by Node', () =>
    expect(
      run(`try { ${wrong} } catch {}\nthrow new Error('other', { cause: new Error('its cause') })`).stderr,
    ).toMatch(/Error: other\n {4}at .*its cause.*Node\.js v/s));
});

test.each([
  { way: 'the cdk8s CLI', env: { CDK8S_OUTDIR: 'dist' } },
  { way: 'node alone', env: {} },
])('under $way errors are printed without a stack, the exit code is 1, and nothing is written', ({ env }) =>
  withFolder(folder => {
    const script = `
      const { ApiObject, Chart } = require('cdk8s');
      const { GitOpsApp } = require('./src');
      process.chdir(${JSON.stringify(folder)});
      const app = new GitOpsApp();
      const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } };
      new ApiObject(new Chart(app, 'shop'), 'a', object).node.addValidation({ validate: () => ['wrong'] });
      app.synth();
    `;
    expect(run(script, { CDK8S_OUTDIR: undefined, ...env })).toEqual({
      status: 1,
      stderr: 'Nothing was written, because of 1 error:\n  [shop/a] wrong\n',
    });
    expect(filesIn(folder)).toEqual({});
  }),
);
