import type { PlaceKind } from '../vocabulary/places.ts'
import { drawBeach, drawCliff, drawDeck, drawHarbour, drawLighthouse, drawSea } from './coast.ts'
import { drawHillTown } from './hill-town.ts'
import { drawRoom } from './interior.ts'
import {
  drawBridge,
  drawCave,
  drawForest,
  drawGarden,
  drawMeadow,
  drawMountain,
  drawOpen,
  drawSnowField,
} from './nature.ts'
import type { DrawPlace } from './place.ts'
import { drawGallery, drawLampRoom, drawStair } from './towers.ts'
import { drawCarriageInside, drawCarriageOutside, drawCity, drawMarket, drawRooftop, drawStreet } from './town.ts'

export const PLACES: Record<PlaceKind, DrawPlace> = {
  room: (scenery) => drawRoom(scenery, 'room'),
  kitchen: (scenery) => drawRoom(scenery, 'kitchen'),
  bedroom: (scenery) => drawRoom(scenery, 'bedroom'),
  office: (scenery) => drawRoom(scenery, 'office'),
  shop: (scenery) => drawRoom(scenery, 'shop'),
  workshop: (scenery) => drawRoom(scenery, 'workshop'),
  tavern: (scenery) => drawRoom(scenery, 'tavern'),
  hall: (scenery) => drawRoom(scenery, 'hall'),
  'round-room': (scenery) => drawRoom(scenery, 'round'),
  'lamp-room': drawLampRoom,
  gallery: drawGallery,
  stair: drawStair,
  lighthouse: drawLighthouse,
  sea: drawSea,
  beach: drawBeach,
  cliff: drawCliff,
  deck: drawDeck,
  harbour: drawHarbour,
  street: drawStreet,
  'hill-town': drawHillTown,
  city: drawCity,
  rooftop: drawRooftop,
  market: drawMarket,
  tram: drawCarriageOutside,
  'tram-inside': drawCarriageInside,
  forest: drawForest,
  garden: drawGarden,
  meadow: drawMeadow,
  mountain: drawMountain,
  snow: drawSnowField,
  cave: drawCave,
  bridge: drawBridge,
  open: drawOpen,
}
