export { type CloudImage, imageUrl, readCatalogue, sha256, sourceOf, sshUser, syncCatalogue } from './cloud-images.ts';
export { createFlavor, removeFlavor } from './flavors.ts';
export {
  changeImage,
  createImage,
  type ImageChange,
  type NewImage,
  pullImage,
  imagesOf,
  removeImage,
  requireImage,
} from './images.ts';
export { ImageFollower } from './follower.ts';
export { pruneCatalogue } from './prune.ts';
export { type Backends, ImageImports, type ImageProgress } from './imports.ts';
export { maxUploadBytes, type Upload } from './upload.ts';
export { type FoundFlavor, findFlavor } from './find-flavor.ts';
export { type FoundImage, findImage } from './find-image.ts';
export { DownloadSizes } from './download-sizes.ts';
export { checkImageFits } from './image-fit.ts';
