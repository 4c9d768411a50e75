import { FileText, Image, Video } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { HeaderFileKind } from '../../shared/domain/template-header-file.ts';
import { nameFileKind } from '../words/content-words.ts';
import { formatBytes } from '../words/file-words.ts';
import { joinParts } from '../words/person-words.ts';
import { FileLine } from './file-line.tsx';
import classes from './header-file.module.css';

const ICON = { size: '1.125rem', 'aria-hidden': true } as const;
const EMPTY = {
  image: { name: 'A picture', icon: <Image {...ICON} /> },
  video: { name: 'A video', icon: <Video {...ICON} /> },
  document: { name: 'A document', icon: <FileText {...ICON} /> },
} as const;

type HeaderFilePreviewProps = {
  readonly kind: HeaderFileKind;
  /** Undefined while none is chosen. */
  readonly file: File | undefined;
};

/** The file at the top of a template, as the person will see it: a picture as itself, anything else by its name. */
export function HeaderFilePreview({ kind, file }: HeaderFilePreviewProps) {
  const { name, icon } = EMPTY[kind];
  return (
    <div className={classes['preview']}>
      {file === undefined ? (
        <FileLine icon={icon} name={name} kind="Chosen when it is sent" />
      ) : kind === 'image' ? (
        <Picture file={file} />
      ) : (
        <FileLine
          icon={icon}
          name={file.name}
          kind={joinParts(nameFileKind(file.type, file.name), formatBytes(file.size))}
        />
      )}
    </div>
  );
}

/** From the memory of the window: nothing has been uploaded yet. */
function Picture({ file }: { readonly file: File }) {
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const url = URL.createObjectURL(file);
    if (image.current !== null) image.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [file]);
  return <img ref={image} className={classes['picture']} alt={file.name} />;
}
