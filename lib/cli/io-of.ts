import type { Io, World } from "./command";
import { Outlet } from "./outlet";
import { Secrets } from "./secrets";

/** What a command sees of the world. */
export function ioOf(world: World): Io {
  const secrets = new Secrets();
  return { ...world, secrets, stdout: new Outlet(world.stdout, secrets), stderr: new Outlet(world.stderr, secrets) };
}
