import { useState } from 'react';
import { SoundControls, type SoundControlsProps } from './sound-controls.tsx';
import classes from './audio-player.module.css';

/** What is heard of this sound at the moment; undefined while it is not in the player. */
export type Heard = Pick<SoundControlsProps, 'isPlaying' | 'at' | 'duration'>;

export type SoundActions = {
  /** Plays it from a place (seconds) on, or stops it. */
  readonly onToggleSound: (at: number) => void;
  readonly onSeekSound: (at: number) => void;
  readonly onChangeSpeed: () => void;
};

type AudioPlayerProps = SoundActions & {
  /** What is played: "voice message". */
  readonly name: string;
  readonly url: string;
  readonly heard: Heard | undefined;
  readonly speed: number;
  readonly tabIndex: number;
  readonly onBroken: () => void;
};

/** A sound in its bubble. It is played elsewhere, so that it goes on when the bubble is gone. */
export function AudioPlayer(props: AudioPlayerProps) {
  const { name, url, heard, speed, tabIndex, onBroken } = props;
  const [duration, setDuration] = useState(Number.NaN);
  const [start, setStart] = useState(0);
  return (
    <div className={classes['player']} role="group" aria-label={`Player for the ${name}`}>
      {/* Only to learn how long it is, and whether it can be played. */}
      <audio
        src={url}
        preload="metadata"
        onDurationChange={(event) => setDuration(event.currentTarget.duration)}
        onError={onBroken}
      >
        {/* Nobody sends captions with a sound. */}
        <track kind="captions" />
      </audio>
      <SoundControls
        name={name}
        isPlaying={heard?.isPlaying ?? false}
        at={heard?.at ?? start}
        duration={heard === undefined || Number.isNaN(heard.duration) ? duration : heard.duration}
        speed={speed}
        tabIndex={tabIndex}
        onToggle={() => {
          setStart(0);
          props.onToggleSound(heard?.at ?? start);
        }}
        onSeek={heard === undefined ? setStart : props.onSeekSound}
        onChangeSpeed={props.onChangeSpeed}
      />
    </div>
  );
}
