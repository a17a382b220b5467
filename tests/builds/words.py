"""What random briefs are made of: words of many scripts, headings that have gone wrong, signs."""

from __future__ import annotations

WORDS = (
    "the harbour was closed on a morning by order of council and ministry while boats lay "
    "outside its lock waiting for pilots who had not been told that dredging would go on"
).split()

# Each script's words, joined by what stands between them, and the languages that need it.
SCRIPTS = {
    "Greek": "το λιμάνι έκλεισε χθες με απόφαση του συμβουλίου ΐ ώρα",
    "Cyrillic": "порт закрыли утром по решению совета ёлка їжак съезд",
    "Vietnamese": "bến cảng đã đóng cửa vào buổi sáng theo lệnh của hội đồng ưỡng",
    "Arabic": "أغلق الميناء صباحا بأمر من المجلس لا إله ١٢ (نعم)",
    "Hebrew": "הנמל נסגר בבוקר לפי החלטת המועצה שָׁלוֹם 12",
    "Persian": "بندر صبح بسته شد می‌روند خانه‌ها کشتی‌های ۱۲",
    "Hindi": "बंदरगाह सुबह परिषद के आदेश से बंद हुआ किनारे क्षत्रिय",
    "Bengali": "বন্দর সকালে পরিষদের আদেশে বন্ধ হয়েছিল কো ক্ষ",
    "Tamil": "துறைமுகம் காலையில் சபையின் ஆணையால் மூடப்பட்டது கொ ஶ்ரீ",
    "Telugu": "ఓడరేవు ఉదయం మండలి ఆదేశంతో మూసివేయబడింది క్షే స్త్రీ",
    "Thai": "ท่าเรือ ปิด ตอนเช้า ตาม คำสั่ง ของสภา น้ำ กำลัง",
    "Chinese": "港口今天早上关闭。 委员会 决定， 船只 等在外面",
    "Japanese": "港は 今朝、 閉鎖された。 議会の 決定 がぎぐ カキク",
    "Korean": "항구는 아침에 의회의 결정으로 닫혔다 강 값",
}

# Names that our own anchors have too; markup, templates and paths; other scripts; signs.
NASTY_HEADINGS = [
    "Section 1", "Note 1", "Call 1", "Par 1", "Mark 1", "Key point 1", "A", "A2", "A2 q1",
    "Claim gate", "Claim order", "Sources", "Contested claims", "Heading x", "?!", "…", "-", "1",
    "1.", "C++", "C#", "100 %", "#5", "<b>bold</b>", "<script>x</script>", "&amp; &lt;",
    "*stars* and _lines_", "`code`", "{{ title }}", "{% if %}", "{# no #}", "a\\b", "a/b/c.pdf",
    "[link](x)", "!", "~~gone~~", "x^2^ H~2~O", "Überblick", "Überblick", "ﬁnance and oﬃce",
    "µ beside μ", "a-b‑c‐d", "soft\u00adhyphen", "no\u00a0break", "’tis ‘so’", "Q: “what?”", "№ 5",
    "50 € £ ¥", "½ ² ³ ª º", "→ ⇒ ≤ ≥ ≠", "null", "true", "2026-11-20", "Ελληνικά", "Привет",
    "بوابة القناة", "שער התעלה", "概要", "หัวข้อ", "परिषद", "A (عربي) b", "İıſß", "e\u0301 é",
    "note-1", "call-1", "heading-x", "par-1", "section-1", "claim-1", "sources", "x" * 60,
]  # fmt: skip

# Ranges of characters that a source may hold; not every one of them is in a font. (The
# ties U+203F, U+2040 and U+2054 are not here: Noto Serif gives them no width, so that what is on
# both sides of one may be printed over each other.)
SIGNS = [
    (0x21, 0x7F), (0xA1, 0xAD), (0xAE, 0x180), (0x1CD, 0x220), (0x2B9, 0x2C8), (0x384, 0x3CF),
    (0x3D5, 0x3D6), (0x410, 0x460), (0x490, 0x4A0), (0x1E00, 0x1F00), (0x1F00, 0x1F16),
    (0x2010, 0x2028), (0x2030, 0x203F), (0x2041, 0x2054), (0x2055, 0x205F), (0x2070, 0x2072),
    (0x2080, 0x208F), (0x20A0, 0x20B0),
    (0x2100, 0x2140), (0x2150, 0x2180), (0x2190, 0x21A0), (0x2200, 0x2270), (0x2460, 0x2474),
    (0x2500, 0x2520), (0x25A0, 0x25D0), (0x2600, 0x2620), (0x2713, 0x2718), (0xFB00, 0xFB07),
    (0x300, 0x30D), (0xFF01, 0xFF20),
]  # fmt: skip
