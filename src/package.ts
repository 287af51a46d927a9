/**
 * Both entry points, which are one file in the package, since a class must not be there twice. Types keep them apart;
 * at run time each has the names of both.
 */

export * from './authoring';
export * from './index';
