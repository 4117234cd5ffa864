import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";

const require = createRequire(import.meta.url);

let isLoaded = false;

export interface OpenSchemaEngine {
  engine: engine.SchemaEngine;
  /** Ends its connections too: one of them holds the lock that Prisma takes while it migrates. */
  close(): Promise<void>;
}

/**
 * Prisma's own schema engine, the WebAssembly one: the native one is downloaded at first use, which a machine
 * without internet cannot do. Instantiated by hand, because Node 20 does not import `.wasm` files.
 */
export async function openSchemaEngine(databaseUrl: string): Promise<OpenSchemaEngine> {
  await loadEngine();
  const pool = new pg.Pool({ connectionString: databaseUrl, allowExitOnIdle: true });
  const adapter = bindMigrationAwareSqlAdapterFactory(new WholeScriptPg(pool));
  const opened = await engine.SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter);
  return {
    engine: opened,
    close: async () => {
      opened.free();
      await pool.end();
    },
  };
}

async function loadEngine(): Promise<void> {
  if (isLoaded) return;
  const folder = dirname(require.resolve("@prisma/schema-engine-wasm"));
  const compiled = await WebAssembly.compile(await readFile(join(folder, "schema_engine_bg.wasm")));
  const instance = await WebAssembly.instantiate(compiled, { "./schema_engine_bg.js": glueImports() });
  engine.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  isLoaded = true;
}

/**
 * The glue module is its own import object: the generated names match one to one. Its lock time-out of 10 s is
 * never cleared, and would keep our process alive for as long.
 */
function glueImports(): WebAssembly.ModuleImports {
  const glue = engine as unknown as Record<string, (...values: unknown[]) => unknown>;
  const imports = Object.entries(glue).map(([name, call]) => {
    if (!name.startsWith("__wbg_setTimeout")) return [name, call] as const;
    return [name, (...values: unknown[]) => (call(...values) as NodeJS.Timeout).unref()] as const;
  });
  return Object.fromEntries(imports);
}

/**
 * The stock adapter cuts a script at every semicolon, also inside a function's body. PostgreSQL takes a script
 * whole, and then runs it as one transaction.
 */
class WholeScriptPg extends PrismaPg {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    super(pool);
    this.#pool = pool;
  }

  override async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      await this.#pool.query(script);
    };
    return adapter;
  }
}
