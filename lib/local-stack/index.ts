/** A Docker Compose project of an environment's collector and its back ends, as texts of files. */
export { type LocalStack, localStack } from "./local-stack";
export { LocalStackError, type LocalStackFault } from "./local-stack-error";
