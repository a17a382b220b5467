"""Pictures as a PDF of ours can hold them: eight bits a colour, and the colours of a screen."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageChops, ImageCms, ImageOps

from .weasyprint_patches.late_modules import true_module

# WeasyPrint lets it read a picture whose end is missing.
true_module("PIL.Image")

# A photograph that is written again loses nothing that is seen.
_QUALITY = 95


def printable(content: bytes) -> bytes:
    """The PNG or JPEG in `content`, which may be damaged, as it is printed: a photograph in CMYK
    and a picture with 16 bits of grey are written anew."""
    try:
        with Image.open(BytesIO(content)) as picture:
            if picture.mode == "CMYK":
                return _saved(_on_screen(ImageOps.exif_transpose(picture)), "JPEG")
            if picture.mode.startswith("I"):
                return _saved(_in_eight_bits(picture), "PNG")
    except (OSError, ValueError):  # reported where it is laid out
        pass
    return content


def _saved(picture: Image.Image, kind: str) -> bytes:
    output = BytesIO()
    picture.save(output, kind, quality=_QUALITY)
    return output.getvalue()


def _on_screen(picture: Image.Image) -> Image.Image:
    """A picture in CMYK in RGB, by its own profile if it has one."""
    if profile := picture.info.get("icc_profile"):
        try:
            screen = ImageCms.createProfile("sRGB")
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            made = ImageCms.profileToProfile(picture, own, screen, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            made = None
        if made:
            return made
    return picture.convert("RGB")


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    """A picture with 16 bits of grey in the upper eight; one grey may be transparent."""
    data = picture.convert("I;16").tobytes()
    low, high = (Image.frombytes("L", picture.size, data[part::2]) for part in (0, 1))
    clear = picture.info.get("transparency")
    if clear is None:
        return high
    differs = [
        half.point([255 * (value != byte) for value in range(256)])
        for half, byte in ((low, clear & 255), (high, clear >> 8))
    ]
    return Image.merge("LA", (high, ImageChops.lighter(*differs)))
