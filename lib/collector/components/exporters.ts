/** Where telemetry goes out. */
export * from "./exporters/awscloudwatchlogs";
export * from "./exporters/awsemf";
export * from "./exporters/awss3";
export * from "./exporters/awsxray";
export * from "./exporters/debug";
export * from "./exporters/elasticsearch";
export * from "./exporters/file";
export * from "./exporters/kafka";
export * from "./exporters/load-balancing";
export * from "./exporters/nop";
export * from "./exporters/otlp-grpc";
export * from "./exporters/otlp-http";
export * from "./exporters/prometheus";
export * from "./exporters/prometheus-remote-write";
