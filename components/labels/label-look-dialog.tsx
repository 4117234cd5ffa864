"use client";

import { useId, useState, type SyntheticEvent } from "react";
import { useTranslations } from "use-intl";
import { LabelChip, hueStyle } from "@/components/predicate/label-chip";
import { usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { toastDone } from "@/components/ui/toast";
import { labelHues, toLabelHue, type LabelHue } from "@/lib/domain/label-hue";
import { changeLabelLookAction } from "@/lib/labels/actions";
import { descriptionLengthMax, groupNameLengthMax, type LabelRow } from "@/lib/labels/schema";

type LabelLookDialogProps = {
  label: LabelRow;
  /** Groups that other labels are in, to choose from. */
  groupNames: readonly string[];
  onClose: () => void;
};

/** Colour, description and group of a label: ours alone, Facebook never sees them. */
export function LabelLookDialog({ label, groupNames, onClose }: LabelLookDialogProps) {
  const t = useTranslations("labels.look");
  const { pageId } = usePageSession();
  const id = useId();
  const [hue, setHue] = useState(label.ownHue);
  const [description, setDescription] = useState(label.description ?? "");
  const [groupName, setGroupName] = useState(label.groupName ?? "");
  const change = useAction(changeLabelLookAction, {
    refreshes: { pageId, topics: ["labels"] },
    onDone: () => {
      toastDone(t("done", { name: label.name }));
      onClose();
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!change.isPending) change.mutate({ pageId, labelId: label.labelId, hue, description, groupName });
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title", { name: label.name })}
      description={t("body")}
      closeLabel={t("close")}
      footer={
        <>
          <Button look="quiet" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button look="primary" type="submit" form={id} pending={change.isPending}>
            {t("submit")}
          </Button>
        </>
      }
    >
      <form id={id} noValidate onSubmit={submit} className="grid gap-4">
        <HueChoice hue={hue} onChange={setHue} name={label.name} />
        <TextField
          label={t("description")}
          hint={t("descriptionHint")}
          value={description}
          maxLength={descriptionLengthMax}
          onChange={(event) => setDescription(event.target.value)}
        />
        <GroupField value={groupName} groupNames={groupNames} onChange={setGroupName} />
      </form>
    </Dialog>
  );
}

type GroupFieldProps = { value: string; groupNames: readonly string[]; onChange: (value: string) => void };

/** A group that other labels are in, or a new one. */
function GroupField({ value, groupNames, onChange }: GroupFieldProps) {
  const t = useTranslations("labels.look");
  const id = useId();
  return (
    <>
      <TextField
        label={t("group")}
        hint={t("groupHint")}
        list={`${id}-groups`}
        value={value}
        maxLength={groupNameLengthMax}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={`${id}-groups`}>
        {groupNames.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}

type HueChoiceProps = { hue: LabelHue | null; name: string; onChange: (hue: LabelHue | null) => void };

/** The twelve hues, each with its name, and the one that follows from the label's name. */
function HueChoice({ hue, name, onChange }: HueChoiceProps) {
  const t = useTranslations("labels.look");
  const group = useId();
  const ring =
    "relative size-6 cursor-pointer rounded-full has-checked:ring-2 has-checked:ring-accent has-checked:ring-offset-2 has-focus-visible:outline-2";
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-medium">{t("colour")}</legend>
      <div className="flex flex-wrap items-center gap-3">
        {labelHues.map((one) => (
          <label
            key={one}
            title={t(`hue.${one}`)}
            style={hueStyle(one)}
            className={`hue label-dot bg-(--label-dot) ${ring}`}
          >
            <input
              type="radio"
              name={group}
              className="absolute inset-0 size-full cursor-pointer opacity-0"
              aria-label={t(`hue.${one}`)}
              checked={hue === one}
              onChange={() => onChange(one)}
            />
          </label>
        ))}
        <label className="flex min-h-6 items-center gap-1.5 text-sm">
          <input type="radio" name={group} checked={hue === null} onChange={() => onChange(null)} />
          {t("byName")}
        </label>
      </div>
      <p className="mt-3">
        <LabelChip name={name} hue={hue ?? toLabelHue(name)} isLarge />
      </p>
    </fieldset>
  );
}
