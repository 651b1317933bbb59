export { default } from "./examples/shop/sightline.config";
