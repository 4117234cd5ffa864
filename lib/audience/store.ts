import type { Pool } from "pg";
import { log } from "../log";
import { buildAudience } from "./build";
import { catchUp } from "./change-log";
import { AudienceGapError, AudienceTailError, type PageAudience } from "./page-audience";
import { loadSnapshot, saveSnapshot } from "./snapshot";
import { SnapshotRefusal } from "./snapshot-format";
import { listWrongCounters, type WrongCounter } from "./verify";

export type AudienceStoreOptions = {
  /** Memory for all Pages together; the least recently used go first. The Page in use always stays. */
  bytesMax?: number;
  /** A snapshot is taken after so many versions, */
  snapshotVersions?: number;
  /** and as soon as a Page of so many customers had to be read from its rows. */
  snapshotCustomers?: number;
};

export type AudienceStoreFigures = {
  pages: { pageId: string; version: string; bytes: number }[];
  builds: number;
  /** Times that the change log had a gap: each one lost nothing, but should not happen. */
  gaps: number;
  evictions: number;
  /** Counters that were found wrong. Must stay 0. */
  wrongCounters: number;
  /** `refused`: found broken or of another history, and the rows were read instead. */
  snapshots: { loaded: number; refused: number; written: number; failed: number };
};

type Entry = {
  audience: PageAudience | null;
  running: Promise<PageAudience> | null;
  next: Promise<PageAudience> | null;
  /** The version that a snapshot was last looked after at; null when there is none of any use. */
  snapshotVersion: bigint | null;
  saving: Promise<void> | null;
};

const bytesMaxDefault = 256 * 1_024 * 1_024;
/** A gap right after a fresh build would be a broken log, not a lost change. */
const buildsMax = 3;
const snapshotVersionsDefault = 5_000;
const snapshotCustomersDefault = 20_000;

/** The audiences of one process: built when first asked for, caught up before every answer, evicted when idle. */
export class AudienceStore {
  private readonly entries = new Map<string, Entry>();
  private readonly bytesMax: number;
  private builds = 0;
  private gaps = 0;
  private evictions = 0;
  private wrongCounters = 0;
  private lastSave: Promise<void> = Promise.resolve();
  private readonly snapshots = { loaded: 0, refused: 0, written: 0, failed: 0 };

  constructor(
    private readonly pool: () => Pool,
    private readonly options: AudienceStoreOptions = {},
  ) {
    this.bytesMax = options.bytesMax ?? bytesMaxDefault;
  }

  /**
   * The Page's audience, holding every change that was committed before this call. Use it at once, without waiting in
   * between: the next call for this Page moves it on.
   */
  get(pageId: string): Promise<PageAudience> {
    const entry = this.entries.get(pageId) ?? createEntry();
    // Put last, so that the first of the map is the least recently used.
    this.entries.delete(pageId);
    this.entries.set(pageId, entry);
    if (entry.running === null) return this.start(pageId, entry);
    // What is under way may have looked before the caller's change was committed; one more round serves all who wait.
    entry.next ??= entry.running.then(
      () => this.startNext(pageId, entry),
      () => this.startNext(pageId, entry),
    );
    return entry.next;
  }

  /** Compares a Page's counters with the database, and reads the Page anew when one is wrong. Answers what was. */
  async verify(pageId: string): Promise<WrongCounter[]> {
    await this.get(pageId);
    const entry = this.entries.get(pageId);
    if (entry === undefined) return [];
    while (entry.running !== null) await entry.running.catch(() => undefined);
    let wrong: WrongCounter[] = [];
    await this.begin(entry, async () => {
      try {
        if (entry.audience) wrong = await listWrongCounters(this.pool(), pageId, entry.audience);
      } catch (error) {
        entry.audience = null;
        throw error;
      }
      this.wrongCounters += wrong.length;
      if (wrong.length > 0) [entry.audience, entry.snapshotVersion] = [null, null];
      return this.bringUpToDate(pageId, entry, wrong.length > 0);
    });
    return wrong;
  }

  describe(): AudienceStoreFigures {
    const pages = [...this.entries].flatMap(([pageId, { audience }]) =>
      audience === null ? [] : { pageId, version: audience.version.toString(), bytes: audience.bytes },
    );
    return {
      pages,
      builds: this.builds,
      gaps: this.gaps,
      evictions: this.evictions,
      wrongCounters: this.wrongCounters,
      snapshots: { ...this.snapshots },
    };
  }

  /** Resolves when no snapshot is being written any more, for an orderly end. */
  async settle(): Promise<void> {
    await this.lastSave;
  }

  private start(pageId: string, entry: Entry): Promise<PageAudience> {
    return this.begin(entry, () => this.bringUpToDate(pageId, entry));
  }

  /** One piece of work at a time on a Page: whoever moves it on is alone. */
  private begin(entry: Entry, work: () => Promise<PageAudience>): Promise<PageAudience> {
    const running = work().finally(() => {
      if (entry.running === running) entry.running = null;
    });
    entry.running = running;
    return running;
  }

  private startNext(pageId: string, entry: Entry): Promise<PageAudience> {
    entry.next = null;
    return this.start(pageId, entry);
  }

  /** From the snapshot where there is a good one; from the rows after anything was lost or wrong. */
  private async bringUpToDate(pageId: string, entry: Entry, isFromRows = false): Promise<PageAudience> {
    for (let builds = 0; ;) {
      try {
        if (entry.audience === null) {
          builds += 1;
          entry.audience = isFromRows ? null : await this.load(pageId, entry);
          entry.audience ??= await this.build(pageId);
          this.evict(pageId);
        }
        await catchUp(this.pool(), pageId, entry.audience);
        this.lookAfterSnapshot(pageId, entry, entry.audience);
        return entry.audience;
      } catch (error) {
        // Whatever stopped in the middle of a change leaves an audience that nobody may count.
        entry.audience = null;
        if (!(error instanceof AudienceGapError) || builds >= buildsMax) throw error;
        if (!(error instanceof AudienceTailError)) this.gaps += 1;
        isFromRows = true;
        entry.snapshotVersion = null;
      }
    }
  }

  private build(pageId: string): Promise<PageAudience> {
    this.builds += 1;
    return buildAudience(this.pool(), pageId);
  }

  private async load(pageId: string, entry: Entry): Promise<PageAudience | null> {
    try {
      const audience = await loadSnapshot(this.pool(), pageId);
      if (audience !== null) this.snapshots.loaded += 1;
      entry.snapshotVersion = audience?.version ?? null;
      return audience;
    } catch (error) {
      if (!(error instanceof SnapshotRefusal)) throw error;
      log.warn({ pageId, why: error.why }, "audience snapshot refused, reading the rows");
      this.snapshots.refused += 1;
      entry.snapshotVersion = null;
      return null;
    }
  }

  /** Beside the serving, on an audience of its own. When it fails, it waits as long as after a success. */
  private lookAfterSnapshot(pageId: string, entry: Entry, { version, everyone }: PageAudience): void {
    const versionsMin = BigInt(this.options.snapshotVersions ?? snapshotVersionsDefault);
    const isCostly = everyone >= (this.options.snapshotCustomers ?? snapshotCustomersDefault);
    const isDue = version - (entry.snapshotVersion ?? 0n) >= versionsMin;
    if (entry.saving !== null || !(isDue || (isCostly && entry.snapshotVersion === null))) return;
    entry.snapshotVersion = version;
    // One at a time in a process: each holds a connection while it needs another.
    entry.saving = this.lastSave
      .then(() => saveSnapshot(this.pool(), pageId, versionsMin))
      .then(
        (outcome) => {
          if (outcome === "written" || outcome === "failed") this.snapshots[outcome] += 1;
        },
        (error: unknown) => {
          this.snapshots.failed += 1;
          log.warn({ pageId, error: String(error) }, "audience snapshot not written");
        },
      )
      .finally(() => {
        entry.saving = null;
      });
    this.lastSave = entry.saving;
  }

  private evict(inUse: string): void {
    let bytes = [...this.entries.values()].reduce((sum, { audience }) => sum + (audience?.bytes ?? 0), 0);
    for (const [pageId, entry] of this.entries) {
      if (bytes <= this.bytesMax) return;
      if (pageId === inUse || entry.running !== null || entry.saving !== null) continue;
      if (entry.audience === null) continue;
      bytes -= entry.audience.bytes;
      this.entries.delete(pageId);
      this.evictions += 1;
    }
  }
}

function createEntry(): Entry {
  return { audience: null, running: null, next: null, snapshotVersion: null, saving: null };
}
