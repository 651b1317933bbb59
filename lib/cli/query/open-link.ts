import { spawn } from "node:child_process";

/** Opens a link in the browser of this machine; the reason, if it cannot. */
export async function openLink(
  link: string,
  [command, ...args]: Opener = openerOf(process.platform),
): Promise<string | undefined> {
  return new Promise((resolve) => {
    // Not through a shell: a link holds what a shell would run.
    const opener = spawn(command, [...args, link], { stdio: "ignore", detached: true });
    opener.once("error", () => {
      resolve(`${command} cannot be started: open the link by hand`);
    });
    opener.once("spawn", () => {
      opener.unref();
      resolve(undefined);
    });
  });
}

type Opener = readonly [command: string, ...args: string[]];

function openerOf(platform: NodeJS.Platform): Opener {
  if (platform === "darwin") return ["open"];
  return platform === "win32" ? ["rundll32", "url.dll,FileProtocolHandler"] : ["xdg-open"];
}
