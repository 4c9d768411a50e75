import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { FIT, type Point, type Sight, panBy, zoomBy } from './sight.ts';

/** What a step of the buttons and keys makes of the size. */
const STEP = 1.25;
/** What a double click makes of a picture that fits. */
const CLOSE_UP = 2.5;
/** What an arrow key moves, in pixels. */
const ARROW = 60;
/** Of a wheel that counts in lines. */
const LINE_PIXELS = 16;
const MIDDLE: Point = { x: 0, y: 0 };

const ARROWS: Readonly<Partial<Record<string, Point>>> = {
  ArrowLeft: { x: ARROW, y: 0 },
  ArrowRight: { x: -ARROW, y: 0 },
  ArrowUp: { x: 0, y: ARROW },
  ArrowDown: { x: 0, y: -ARROW },
};

/** How the picture of this id is looked at; another one begins as a whole. By wheel, double click, pointer and keys. */
export function useSight(id: string | undefined) {
  const [stage, setStage] = useState<HTMLDivElement | null>(null);
  const picture = useRef<HTMLImageElement>(null);
  const [held, setHeld] = useState<{ readonly id: string | undefined; readonly sight: Sight }>();
  const sight = held !== undefined && held.id === id ? held.sight : FIT;
  const change = (next: (sight: Sight) => Sight) =>
    setHeld((now) => ({ id, sight: next(now !== undefined && now.id === id ? now.sight : FIT) }));
  const zoom = (factor: number, at: Point = MIDDLE) =>
    change((now) => zoomBy(now, factor, at, measure(stage, picture)));
  const pan = (by: Point) => change((now) => panBy(now, by, measure(stage, picture)));
  const fit = () => change(() => FIT);
  useWheel(stage, zoom);
  return {
    sight,
    larger: () => zoom(STEP),
    smaller: () => zoom(1 / STEP),
    fit,
    /** Answers whether the key was of use. */
    press(key: string): boolean {
      const by = ARROWS[key];
      if (key === '+' || key === '=') zoom(STEP);
      else if (key === '-') zoom(1 / STEP);
      else if (key === '0') fit();
      else if (by !== undefined && sight.scale > 1) pan(by);
      else return false;
      return true;
    },
    stageProps: {
      ref: setStage,
      onDoubleClick: (event: Spot) => (sight.scale > 1 ? fit() : zoom(CLOSE_UP, findSpot(stage, event))),
      onPointerDown: (event: PointerEvent) => event.currentTarget.setPointerCapture(event.pointerId),
      onPointerMove(event: PointerEvent) {
        if (event.buttons === 1) pan({ x: event.movementX, y: event.movementY });
      },
    },
    pictureProps: {
      ref: picture,
      style: { transform: `translate(${sight.x}px, ${sight.y}px) scale(${sight.scale})` },
    },
  };
}

type Spot = { readonly clientX: number; readonly clientY: number };

/** By hand, because React listens without a say in whether the page scrolls. */
function useWheel(stage: HTMLElement | null, zoom: (factor: number, at: Point) => void): void {
  const latest = useRef(zoom);
  useEffect(() => {
    latest.current = zoom;
  });
  useEffect(() => {
    if (stage === null) return undefined;
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PIXELS : 1);
      latest.current(Math.exp(-pixels / 400), findSpot(stage, event));
    };
    stage.addEventListener('wheel', turn, { passive: false });
    return () => stage.removeEventListener('wheel', turn);
  }, [stage]);
}

/** Where the pointer is, from the middle of the stage. */
function findSpot(stage: HTMLElement | null, { clientX, clientY }: Spot): Point {
  if (stage === null) return MIDDLE;
  const { left, top, width, height } = stage.getBoundingClientRect();
  return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
}

function measure(stage: HTMLElement | null, picture: RefObject<HTMLElement | null>) {
  const { current } = picture;
  return {
    stage: { width: stage?.clientWidth ?? 0, height: stage?.clientHeight ?? 0 },
    // Without what zooming adds.
    picture: { width: current?.offsetWidth ?? 0, height: current?.offsetHeight ?? 0 },
  };
}
