/** What is beside the pipelines: health, authentication, storage. */
export * from "./extensions/basicauth";
export * from "./extensions/bearertokenauth";
export * from "./extensions/ecs-observer";
export * from "./extensions/file-storage";
export * from "./extensions/headers-setter";
export * from "./extensions/health-check";
export * from "./extensions/oauth2client";
export * from "./extensions/oidc";
export * from "./extensions/pprof";
export * from "./extensions/sigv4auth";
export * from "./extensions/zpages";
