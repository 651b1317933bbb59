import { own } from "../../base";
import { stepsOf } from "./modules";
import type { ConfiguredModule, ShownConfiguration } from "./shape";

/**
 * The key of the provider that a resource has, by the key that a plan shows at it. Of a module whose own caller uses no provider, a plan
 * shows a key of its own without a configuration (`module.a.module.b:aws`): it inherits the caller's provider, in the end the root's.
 * A caller's provider is that of its own resources, if they agree.
 */
export function providerKeys({ provider_config = {}, root_module }: ShownConfiguration): (key: string) => string {
  const known = new Map<string, string>();
  const isConfigured = (key: string): boolean => own(provider_config, key)?.expressions !== undefined;
  const inherited = (key: string): string => {
    const at = key.lastIndexOf(":");
    if (at < 0 || isConfigured(key)) return key;
    const provider = key.slice(at + 1);
    const callers = callersOf(key.slice(0, at), root_module).reverse();
    for (const { address, module } of callers) {
      if (isConfigured(`${address}:${provider}`)) return `${address}:${provider}`;
      const used = usedBy(module, provider).filter((one) => one !== key && !one.startsWith(`${address}:`));
      const [only, ...others] = new Set(used);
      if (only !== undefined && others.length === 0) return resolved(only);
    }
    return provider;
  };
  const resolved = (key: string): string => {
    const before = known.get(key);
    if (before !== undefined) return before;
    known.set(key, key);
    const found = inherited(key);
    known.set(key, found);
    return found;
  };
  return resolved;
}

/** The modules between the root and a module, without both. */
function callersOf(
  address: string,
  root: ConfiguredModule | undefined,
): { readonly address: string; readonly module: ConfiguredModule | undefined }[] {
  const names = (stepsOf(address) ?? []).filter((_, index) => index % 2 === 1).map(String);
  let module = root;
  return names.slice(0, -1).map((name, index) => {
    module = own(module?.module_calls, name)?.module;
    const path = names.slice(0, index + 1).map((one) => `module.${one}`);
    return { address: path.join("."), module };
  });
}

/** The keys of a provider at a module's own resources. */
function usedBy(module: ConfiguredModule | undefined, provider: string): readonly string[] {
  const type = (key: string): string | undefined => /(?:^|:)([^:.]*)(?:\.[^:]*)?$/.exec(key)?.[1];
  return (module?.resources ?? []).flatMap(({ provider_config_key: key }) =>
    key !== undefined && type(key) === type(provider) ? [key] : [],
  );
}
