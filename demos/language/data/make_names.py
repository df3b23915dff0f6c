"""Make names.ar.toml and names.en.toml: first names from Faker (MIT licence) and from our own lists.

Faker is used only here, so it is no dependency of the site. Install it in an environment of its own:

    python -m venv /tmp/names
    /tmp/names/bin/pip install Faker==40.63.0
    /tmp/names/bin/python demos/language/data/make_names.py

The licence of Faker is in names-LICENSE.txt. The script replaces the two files beside it. What it does with each list, in this order:

1. It takes the names of Faker's locales (see SOURCES) and, in Arabic, our own (see OUR_GIRLS and
   OUR_BOYS): Faker has only about 200 Arabic names of girls, and lacks many that are common in Egypt.
2. It removes marks such as the shadda, and corrects spellings (see CORRECTIONS).
3. It drops names of two words, words that are no names, and names that we do not expect in Egypt
   (see NO_NAMES and NOT_EGYPTIAN).
4. It drops names that are in both lists, such as Jordan: a model that is trained on girls and boys
   together must not find a name of its held-out names among its training names.
"""

import importlib
import re
from pathlib import Path

FAKER = "40.63.0"
SOURCES = {"ar": ["ar_AA", "ar_DZ"], "en": ["en_US", "en_GB"]}
MARKS = "[\u064b-\u0652\u0670\u0640]"  # the vowel signs, the shadda and the tatweel

CORRECTIONS = {
    "ايمان": "إيمان", "اصيل": "أصيل", "ديمه": "ديمة", "ناديه": "نادية", "نوره": "نورة",
    "روفيدا": "رفيدة", "عرفه": "عرفة", "مرتضي": "مرتضى", "داوود": "داود",
}  # fmt: skip

NO_NAMES = set("""
أغاريد ابتكار اعتكاف بارعة باهرة بتلاء بدرالدجى بلماء بلند بنفسج بوران تمام ترف جهراء جوان جوين خاشعة رواء
روبين ريفال سبأ عتاب غوى فرات لاما لتين لوليا ليساء ليم ماذى ميلاء وصاف بهجة ريمان
ثاقب ثقيف جدير جسور حباب حنبل خافق خالدي خطيب دليل دهمان ديسم ذريع ذكي ذيب رئيس رازي راوي رحيب رخاء رزين
رهيف زاخر ساهد سخاء سفير سموح سنام سهوان شاطر شافع شامخ شامل شهب شهم شهير شيق صاحب صادح صارم صامد صبور
صداح صدام صعب صنديد ضاحك طائع طائف طائل طامح طباع طريف طموح طيع ظاعن ظاهر ظبي ظهير عاتب عاقل عالم عتيد عذب
عدوي عزاز غامد غزير غطفان فارع فدائي فرزدق فطين فلاح قاصد قانت قبس قصيد قنوع كاسر كبير كتوم كنار لطوف لفيف
لقاء لماح لهفان مرادي مرتجي مرتقي مرسال مشرف مشرق معارف منيع ميثاق ميسور ناضر ناعم نافذ نصور نوار نورس واثق
وادع وثاب وريد وسيل وليف يافع يانع يقين يمام هيمان رمحي راسم داهي فتوح متيم مناضل سهل ممتاز نبراس
""".split())

NOT_EGYPTIAN = set("""
أناييس تينهينان سرين سيليا كاتيا كاهينة ليديا ليزا ليليا ليندة مزرية مينة ميليسا فلة سومية
أرزقي غلاس قادة ماسينيسا محند لمين وناس يانيس يوبا فضيل
""".split())

OUR_GIRLS = """
آسيا آمال آمنة أثير أسمهان أسيمة أشجان أشرقت ألفت أمنية أميمة أنغام أنهار أيتن إلهام إحسان إسراء إنجي
اعتدال الشيماء انتصار انشراح بدرية بدور بسمة بسنت بلقيس تحية تسنيم تغريد تقى تماضر تهاني
ثريا ثناء جاسمين جليلة جهان جومانا جيهان حبيبة حسناء حسنية حكمت حميدة حنان حنين خلود خيرية داليدا دلال دنيا دولت
راجية رانيا راوية رباب رحاب رحمة رزان رضوى رغد رقية رنا رندا رهف روان رودينا روضة روفان ريحان ريحانة ريهام
زبيدة زهراء زيزي زينات ساجدة سالي سامية ساندرا سحر سعاد سعدية سكينة سلمى سلوى سماح سمر سمية سناء سندس سهى سهام
سهير سهيلة سوزان سوسن شاهندة شاهيناز شذى شروق شريفة شريهان شفيقة شكرية شهرزاد شهيرة شوق شويكار شيرين شيماء
صابرين صافيناز صباح صفاء صفية طاهرة عائشة عايدة عبلة عبير عزة عزيزة عفاف علا علياء عليا عنايات عواطف غادة
غالية غدير غرام فاتن فادية فاطمة فايزة فايقة فتحية فتنة فدوى فرح فرحة فريدة فكرية فوقية فيروز فيفي قدرية قسمة
قمر كارما كاميليا كريمان كريمة كنزي كوكب لبنى لبيبة لجين لطيفة لميس لمياء لمى ليلى ماجدة ماريان مادونا
مارينا ماهيتاب ماهينور مايسة مديحة مرام مرفت مروة مريهان مشيرة ملك مليكة منار منال منة منى منيرة مها مهجة مهرة
ميادة ميرفت ميرنا ميريت مي ميس ناريمان نانسي ناهيد نبيلة نبيهة نجاة نجلاء نجوى نجية ندى نرجس نرمين نزيهة نسمة
نشوى نعمات نعمة نعيمة نفيسة نهاد نهال نهلة نهى نوران نورا نورهان نيرة نيرمين نيفين نيللي هادية هالة هانم هبة هديل
هدير هنا هنية هويدا هيدي وجيدة وداد ورد وردة وسيمة ولاء وهيبة يمنى يسرا
""".split()

OUR_BOYS = """
أبانوب أدهم أسعد أشرف أكمل أمجد أنسي أنور أيمن إسلام إسماعيل إيهاب باسل باسم بدر بدوي برهان بسام بسيوني بشار
بشير بطرس بكر بلال بهجت بولا بيتر بيشوي تيسير جرجس جورج حبيب حجازي حجاج حسيني حلمي حنا خلاف دسوقي رأفت
رؤوف رفعت رياض زين سعفان سويلم سيف شاهين شحاتة شنودة صفوت عبدالحميد عبدالرحيم عبدالعزيز عبدالفتاح عبدالقادر
عبدالكريم عبدالمنعم عبدالناصر عبده عطية عفت عوض عيد عيسى فضالة فكتور فيليب كيرلس لويس مؤمن مدحت ميخائيل مينا
نبوي هشام هيثم وديد
""".split()


def faker_names(language, kind):
    """Return the names of Faker's locales for a language; kind is "female" or "male"."""
    return [name for locale in SOURCES[language]
            for name in getattr(importlib.import_module(f"faker.providers.person.{locale}").Provider, f"first_names_{kind}")]  # fmt: skip


def clean(names):
    """Return the names without marks, corrected, each once, sorted; what is no single name is left out."""
    found = set()
    for name in names:
        name = re.sub(MARKS, "", name).strip()
        name = CORRECTIONS.get(name, name)
        if name.isalpha() and name not in NO_NAMES | NOT_EGYPTIAN:
            found.add(name)
    return sorted(found)


def as_toml(key, names, width=100):
    """Return `key = [...]` with as many names on a line as the width allows."""
    lines, line = [], ""
    for name in names:
        item = f'"{name}", '
        if len(line) + len(item) > width:
            lines.append(line.rstrip())
            line = ""
        line += item
    return f"{key} = [\n" + "".join(f"  {row}\n" for row in [*lines, line.rstrip()]) + "]\n"


def main():
    for language in SOURCES:
        ours = {"girls": OUR_GIRLS, "boys": OUR_BOYS} if language == "ar" else {"girls": [], "boys": []}
        girls = clean(faker_names(language, "female") + ours["girls"])
        boys = clean(faker_names(language, "male") + ours["boys"])
        both = set(girls) & set(boys)
        girls, boys = ([name for name in names if name not in both] for names in (girls, boys))
        text = (f"# Made by make_names.py from Faker {FAKER} (MIT licence), locales {' and '.join(SOURCES[language])}"
                f"{', and from our own list' if language == 'ar' else ''}. Do not edit: change the script.\n"
                f"# {len(girls)} girls and {len(boys)} boys; names that are in both lists are left out.\n\n")  # fmt: skip
        Path(__file__).with_name(f"names.{language}.toml").write_text(
            text + as_toml("girls", girls) + "\n" + as_toml("boys", boys), encoding="utf-8"
        )
        print(f"{language}: {len(girls)} girls, {len(boys)} boys, {len(both)} in both: {' '.join(sorted(both))}")


if __name__ == "__main__":
    main()
