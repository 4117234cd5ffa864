export function Kbd({ keys }: { keys: string }) {
  return (
    <kbd className="inline-block min-w-4.5 rounded-xs px-1 text-center font-sans text-2xs leading-4 font-medium text-ink-muted shadow-[inset_0_0_0_1px_var(--color-line-strong)]">
      {keys}
    </kbd>
  );
}
