import type { Io, World } from "./command";
import { Outlet } from "./outlet";

/** What a command sees of the world. */
export function ioOf(world: World): Io {
  return { ...world, stdout: new Outlet(world.stdout), stderr: new Outlet(world.stderr) };
}
