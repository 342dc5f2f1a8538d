// Photos are made small on the device and drawn anew, which leaves behind where and with what they were taken.

const longest = 1600
const quality = 0.8

/** A JPEG of at most 1600 px, upright; the file itself where this browser cannot read it (the server cleans that). */
export async function shrink(file) {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const blob = await drawn(picture)
    picture.close()
    if (blob) return { bytes: await blob.arrayBuffer(), type: 'image/jpeg', name: nameOf(file.name) }
  } catch {
    // Not a picture this browser knows: HEIC, or none at all.
  }
  return { bytes: await file.arrayBuffer(), type: file.type, name: file.name }
}

const nameOf = (name) => `${name.replace(/\.\w+$/, '') || 'anh'}.jpg`

function drawn(picture) {
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
}

/** Shows a photo that waits on the device: the middle of it, as a square. */
export async function preview(canvas, { bytes, type }) {
  try {
    const picture = await createImageBitmap(new Blob([bytes], { type }))
    const side = Math.min(picture.width, picture.height)
    const [x, y] = [(picture.width - side) / 2, (picture.height - side) / 2]
    canvas.getContext('2d').drawImage(picture, x, y, side, side, 0, 0, canvas.width, canvas.height)
    picture.close()
  } catch {
    // It is sent all the same.
  }
}

/** Where the device is, as a line of a note; undefined where it is not known or not allowed. */
export const whereabouts = () =>
  new Promise((resolve) => {
    if (!navigator.geolocation) return resolve(undefined)
    const asText = ({ coords }) => {
      const [north, east] = [coords.latitude, coords.longitude].map((degrees) => degrees.toFixed(5).replace('.', ','))
      resolve(`Vị trí chụp: ${north}; ${east} (sai số ${Math.round(coords.accuracy)} m)`)
    }
    navigator.geolocation.getCurrentPosition(asText, () => resolve(undefined), { timeout: 10_000, maximumAge: 60_000 })
  })
