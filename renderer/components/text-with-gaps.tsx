import classes from './formatted-text.module.css';

/** As `renderTemplate` leaves standing what has no value. */
const PLACEHOLDER = /(\{\{\s*\w+\s*\}\})/u;

/** A piece of a template's preview, in which placeholders that nothing fills are shown as what is wrong. */
export function TextWithGaps({ text }: { readonly text: string }) {
  // Every second part of a split by a group is what the group found.
  return text.split(PLACEHOLDER).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <mark key={index} className={classes['gap']}>
        {part}
      </mark>
    ),
  );
}
