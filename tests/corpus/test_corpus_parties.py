"""Names of agencies and lists of them (DESIGN section 6)."""

from __future__ import annotations

import pytest

from corpus.agencies import registry
from corpus.agency_names import document_finder, question_finder
from corpus.parties import parse_parties


def parties(text: str) -> list[str]:
    return [party.name for party in parse_parties(text, 0, len(text)).parties]


NAMED = {
    "official name": ("Bộ Khoa học và Công nghệ", ["Bộ Khoa học và Công nghệ"]),
    "abbreviation with &": ("Bộ KH&CN", ["Bộ Khoa học và Công nghệ"]),
    "abbreviation of a number": ("BKHCN", ["Bộ Khoa học và Công nghệ"]),
    "abbreviation of a Party office": ("VPTW", ["Văn phòng Trung ương Đảng"]),
    "tone mark on the u": ("Uỷ ban nhân dân thành phố Hà Nội", ["Ủy ban nhân dân thành phố Hà Nội"]),
    "tone mark on the y": ("Ủy ban nhân dân thành phố Hà Nội", ["Ủy ban nhân dân thành phố Hà Nội"]),
    "Toà and Tòa": ("Toà án nhân dân tối cao", ["Tòa án nhân dân tối cao"]),
    "hoá and hóa": ("Bộ Văn hoá, Thể thao và Du lịch", ["Bộ Văn hóa, Thể thao và Du lịch"]),
    "UBND TP": ("UBND TP Hà Nội", ["Ủy ban nhân dân thành phố Hà Nội"]),
    "UBND TP.": ("UBND TP. Hà Nội", ["Ủy ban nhân dân thành phố Hà Nội"]),
    "a province in running text": ("tỉnh Nghệ An", ["Tỉnh Nghệ An"]),
    "a city in running text": ("thành phố Hà Nội", ["Thành phố Hà Nội"]),
    "a merged ministry": ("Bộ Thông tin và Truyền thông", ["Bộ Khoa học và Công nghệ"]),
    "two merged ministries": ("Bộ Kế hoạch và Đầu tư, Bộ Giao thông vận tải", ["Bộ Tài chính", "Bộ Xây dựng"]),
    "two merged into the same": ("Bộ Kế hoạch và Đầu tư, Bộ Tài chính", ["Bộ Tài chính"]),
    "a merged province": ("tỉnh Thái Bình", ["Tỉnh Hưng Yên"]),
    "capitals": ("BỘ TÀI CHÍNH", ["Bộ Tài chính"]),
    "a person": ("Đồng chí Thủ tướng Chính phủ, Phó Trưởng Ban Chỉ đạo", ["Thủ tướng Chính phủ"]),
    "a minister stands for the ministry": ("Bộ trưởng Bộ Tài chính", ["Bộ Tài chính"]),
    "a chairman stands for the committee": (
        "Chủ tịch UBND thành phố Hà Nội", ["Ủy ban nhân dân thành phố Hà Nội"],
    ),
    "the President is no chairman of something": ("Chủ tịch nước", ["Chủ tịch nước"]),
    "an apposition of the same agency": (
        "Văn phòng Trung ương Đảng - Cơ quan Thường trực Ban Chỉ đạo", ["Văn phòng Trung ương Đảng"],
    ),
    "each member of a council": ("Từng thành viên Hội đồng tư vấn quốc gia", ["Hội đồng Tư vấn quốc gia"]),
}  # fmt: skip

LISTS = {
    "communes by name": (
        "Ủy ban nhân dân các xã: Tân Lập, Yên Sơn và Phú Lương chủ trì",
        ["Ủy ban nhân dân xã Tân Lập", "Ủy ban nhân dân xã Yên Sơn", "Ủy ban nhân dân xã Phú Lương"],
    ),
    "an office of the Youth Union": (
        "Văn phòng Trung ương Đoàn, Văn phòng Trung ương Đảng chủ trì",
        ["Văn phòng Trung ương Đoàn", "Văn phòng Trung ương Đảng"],
    ),
    "committees of named provinces": (
        "Chủ tịch Ủy ban nhân dân các tỉnh, thành phố: Quảng Ninh, Hải Phòng rà soát",
        ["Ủy ban nhân dân tỉnh Quảng Ninh", "Ủy ban nhân dân thành phố Hải Phòng"],
    ),
    "heads of two groups": (
        "Thủ trưởng các sở, ban, ngành, Chủ tịch Ủy ban nhân dân các xã, phường báo cáo",
        ["các sở, ban, ngành", "Ủy ban nhân dân các xã, phường"],
    ),
    "the word Bộ is said once": (
        "các Bộ: Khoa học và Công nghệ, Tài chính, Công Thương và các cơ quan liên quan thực hiện",
        ["Bộ Khoa học và Công nghệ", "Bộ Tài chính", "Bộ Công Thương", "các cơ quan liên quan"],
    ),
    "without a colon": ("các bộ Tài chính, Tư pháp", ["Bộ Tài chính", "Bộ Tư pháp"]),
    "ministries and agencies": (
        "các Bộ, cơ quan: Khoa học và Công nghệ, Tài chính, Ngân hàng Nhà nước Việt Nam",
        ["Bộ Khoa học và Công nghệ", "Bộ Tài chính", "Ngân hàng Nhà nước Việt Nam"],
    ),
    "members in parentheses": (
        "3 địa phương (Hà Nội, Đà Nẵng, Thành phố Hồ Chí Minh) nghiên cứu",
        ["Thành phố Hà Nội", "Thành phố Đà Nẵng", "Thành phố Hồ Chí Minh"],
    ),
    "members parted by semicolons": (
        "Các Đảng ủy ở Trung ương (Đảng ủy Chính phủ; Đảng ủy Quốc hội) tập trung",
        ["Đảng ủy Chính phủ", "Đảng ủy Quốc hội"],
    ),
    "members after a colon": ("các tỉnh: Nghệ An, Hà Tĩnh", ["Tỉnh Nghệ An", "Tỉnh Hà Tĩnh"]),
    "members after nothing": ("các tỉnh Nghệ An, Hà Tĩnh", ["Tỉnh Nghệ An", "Tỉnh Hà Tĩnh"]),
    "the word Sở is said once": (
        "các Sở: Nội vụ, Giáo dục và Đào tạo và Công an tỉnh rà soát",
        ["Sở Nội vụ", "Sở Giáo dục và Đào tạo", "Công an tỉnh"],
    ),
    "the word Vụ, with a hyphen": (
        "các Vụ: Pháp chế, Kế hoạch - Đầu tư rà soát",
        ["Vụ Pháp chế", "Vụ Kế hoạch - Đầu tư"],
    ),
    "a named body ends a group": ("các bộ, Ban Tổ chức Trung ương", ["các bộ", "Ban Tổ chức Trung ương"]),
    "and": ("Bộ Y tế và Bộ Nội vụ", ["Bộ Y tế", "Bộ Nội vụ"]),
    "comma and": ("Bộ Y tế, Bộ Công an, và Bộ Nội vụ", ["Bộ Y tế", "Bộ Công an", "Bộ Nội vụ"]),
    "named twice": ("Bộ Y tế, Bộ Nội vụ và Bộ Y tế", ["Bộ Y tế", "Bộ Nội vụ"]),
    "the list ends at the verb": ("Bộ Y tế, Bộ Nội vụ rà soát Bộ Công an", ["Bộ Y tế", "Bộ Nội vụ"]),
}

UNKNOWN = {
    "a term with a comma": (
        "Phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ kiểm tra",
        ["Phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ"],
    ),
    "a term behind và": (
        "Cục Quản lý đê điều và Phòng, chống thiên tai tổ chức trực ban",
        ["Cục Quản lý đê điều và Phòng, chống thiên tai"],
    ),
    "traffic is given to nobody": ("Cục Cảnh sát giao thông chủ trì", ["Cục Cảnh sát giao thông"]),
    "an investor's board": (
        "Ban Quản lý dự án đầu tư xây dựng tỉnh Đồng Nai rà soát",
        ["Ban Quản lý dự án đầu tư xây dựng tỉnh Đồng Nai"],
    ),
    "a department of a province": ("Sở Tư pháp chủ trì", ["Sở Tư pháp"]),
    "a name with và": ("Sở Khoa học và Công nghệ chủ trì", ["Sở Khoa học và Công nghệ"]),
    "a name with và and a place": ("Sở Khoa học và Công nghệ tỉnh Nghệ An", ["Sở Khoa học và Công nghệ tỉnh Nghệ An"]),
    "và another body": ("Sở Tư pháp và Sở Nội vụ chủ trì", ["Sở Tư pháp", "Sở Nội vụ"]),
    "và a group": ("Sở Tư pháp và các cơ quan liên quan", ["Sở Tư pháp", "các cơ quan liên quan"]),
    "a department with a comma in its name": (
        "Sở Văn hóa, Thể thao và Du lịch chủ trì",
        ["Sở Văn hóa, Thể thao và Du lịch"],
    ),
    "a comma inside another name": (
        "Cục Lâm nghiệp, Thủy sản và Kiểm ngư chủ trì",
        ["Cục Lâm nghiệp, Thủy sản và Kiểm ngư"],
    ),
    "a comma between names": ("Sở Y tế, Sở Xây dựng và Sở Nội vụ", ["Sở Y tế", "Sở Xây dựng", "Sở Nội vụ"]),
    "a hyphen": ("Vụ Tổ chức - Hành chính tham mưu", ["Vụ Tổ chức - Hành chính"]),
    "a hyphen in a company's name": (
        "Tập đoàn Giấy - Bao bì miền Bắc đầu tư",
        ["Tập đoàn Giấy - Bao bì miền Bắc"],
    ),
    "a branch after a comma": ("Công an tỉnh, Điện lực Lào Cai bảo đảm", ["Công an tỉnh", "Điện lực Lào Cai"]),
    "about, before chủ trì": ("Vụ Pháp luật về dân sự chủ trì xây dựng", ["Vụ Pháp luật về dân sự"]),
    "a provincial Party body is not the central one": (
        "Ban Tuyên giáo và Dân vận Thành ủy chủ trì",
        ["Ban Tuyên giáo và Dân vận Thành ủy"],
    ),
    "a provincial association is not the central one": ("Hội Nông dân tỉnh tổ chức", ["Hội Nông dân tỉnh"]),
    "a branch is not the treasury": ("Kho bạc Nhà nước Khu vực IX rà soát", ["Kho bạc Nhà nước Khu vực IX"]),
    "police of the province level": ("Công an cấp tỉnh làm sạch", ["Công an cấp tỉnh"]),
    "a lead verb ends the name": ("Đảng ủy Công ty Điện lực lãnh đạo, chỉ đạo", ["Đảng ủy Công ty Điện lực"]),
    "a company whose name begins with Đ": ("Tập đoàn Điện lực Việt Nam xây dựng", ["Tập đoàn Điện lực Việt Nam"]),
    "police of a province": ("Công an tỉnh Nghệ An tổ chức", ["Công an tỉnh Nghệ An"]),
    "an office of two bodies": ("Văn phòng HĐND và UBND xã tham mưu", ["Văn phòng HĐND và UBND xã"]),
    "an office of two bodies, in full": (
        "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh tham mưu",
        ["Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh"],
    ),
    "two communes, their body said once": (
        "Ủy ban nhân dân xã Ia Grai, phường Pleiku làm điểm",
        ["Ủy ban nhân dân xã Ia Grai", "Ủy ban nhân dân phường Pleiku"],
    ),
    "a bureau whose name holds a verb": ("Cục Việc làm, Cục Đường sắt cử cán bộ", ["Cục Việc làm", "Cục Đường sắt"]),
    "the level ends the name": ("Công an xã huấn luyện", ["Công an xã"]),
    "xã hội is no level": ("Bảo hiểm xã hội tỉnh rà soát", ["Bảo hiểm xã hội tỉnh"]),
    "the sector ends a department's name": ("Sở Y tế thăm khám", ["Sở Y tế"]),
    "taxes of a province, customs of a region": (
        "Sở Nông nghiệp và Môi trường, Thuế tỉnh và Hải quan khu vực VII rà soát",
        ["Sở Nông nghiệp và Môi trường", "Thuế tỉnh", "Hải quan khu vực VII"],
    ),
    "who heads a body": ("Cục trưởng Cục Đường bộ Việt Nam rà soát", ["Cục Đường bộ Việt Nam"]),
    "who heads an office": ("Chánh Văn phòng Bộ tham mưu", ["Văn phòng Bộ"]),
    "the office of an inspection": ("Cơ quan Ủy ban Kiểm tra Trung ương theo dõi", ["Ủy ban Kiểm tra Trung ương"]),
    "the verb ends the name": ("Tổng công ty Viễn thông MobiFone triển khai", ["Tổng công ty Viễn thông MobiFone"]),
}

GROUPS = {
    "hamlets": ("Các thôn, tổ dân phố tuyên truyền", "các thôn, tổ dân phố", set()),
    "cells of the Party": ("Các chi bộ trực thuộc cụ thể hóa", "các chi bộ trực thuộc", set()),
    "Party bodies": ("Các ban xây dựng đảng theo dõi", "các ban xây dựng đảng", {"party_body"}),
    "narrowed by what is done to them": (
        "Các đơn vị được kiểm tra chuẩn bị báo cáo", "các đơn vị được kiểm tra", set(),
    ),
    "phải is no part of a name": ("Các đơn vị phải báo cáo", "các đơn vị", set()),
    "of a body": (
        "các Ban của Hội đồng nhân dân xã giám sát", "các Ban của Hội đồng nhân dân xã", {"party_body"},
    ),
    "ministries": ("các bộ rà soát", "các bộ", {"ministry"}),
    "ministries and the like": (
        "Các bộ, cơ quan ngang bộ chủ trì", "các bộ, cơ quan ngang bộ", {"ministry", "ministerial_agency"},
    ),
    "and government agencies": (
        "Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ",
        "các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ",
        {"ministry", "ministerial_agency", "government_agency"},
    ),
    "narrowed by related": (
        "các cơ quan liên quan thực hiện", "các cơ quan liên quan", {"ministerial_agency", "government_agency"},
    ),
    "narrowed by what they run": (
        "Các bộ, cơ quan chủ quản các nền tảng số khẩn trương ban hành",
        "các bộ, cơ quan chủ quản các nền tảng số",
        {"ministry", "ministerial_agency", "government_agency"},
    ),
    "local": ("các địa phương tổ chức", "các địa phương", {"province", "people_committee"}),
    "people's committees": (
        "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương chỉ đạo",
        "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương",
        {"province", "people_committee"},
    ),
    "people's committees, short": (
        "UBND các tỉnh, thành phố tổ chức", "UBND các tỉnh, thành phố", {"province", "people_committee"},
    ),
    "Party committees of provinces": (
        "các tỉnh ủy, thành ủy lãnh đạo", "các tỉnh ủy, thành ủy", {"provincial_party_committee"},
    ),
    "that department of every province": ("các Sở Tư pháp rà soát", "các Sở Tư pháp", set()),
    "bodies of many places": (
        "Sở Xây dựng các tỉnh, thành phố rà soát", "Sở Xây dựng các tỉnh, thành phố", set(),
    ),
    "Party committees of communes": ("Đảng ủy các xã, phường lãnh đạo", "Đảng ủy các xã, phường", set()),
    "special zones": (
        "Ủy ban nhân dân các xã, phường, đặc khu bố trí", "Ủy ban nhân dân các xã, phường, đặc khu", set(),
    ),
    "units of a ministry": ("các cục, vụ thuộc Bộ rà soát", "các cục, vụ thuộc Bộ", set()),
    "no agencies at all": ("các doanh nghiệp phần mềm chấn chỉnh", "các doanh nghiệp phần mềm", set()),
    "with a slash": ("trường/viện xây dựng", "trường/viện", set()),
}  # fmt: skip

NOBODY = {
    "an ocean": "Thái Bình Dương",
    "peace": "hòa bình và phát triển",
    "lower case": "bộ tài chính",
    "a verb": "rà soát, đánh giá",
    "a number": "25 dịch vụ công trực tuyến",
    "nothing": "",
}


@pytest.mark.parametrize("text, expected", NAMED.values(), ids=NAMED.keys())
def test_named(text: str, expected: list[str]) -> None:
    assert parties(text) == expected


@pytest.mark.parametrize("text, expected", LISTS.values(), ids=LISTS.keys())
def test_lists(text: str, expected: list[str]) -> None:
    assert parties(text) == expected


@pytest.mark.parametrize("text, expected", UNKNOWN.values(), ids=UNKNOWN.keys())
def test_bodies_that_the_registry_lacks_come_as_written(text: str, expected: list[str]) -> None:
    assert parties(text) == expected


@pytest.mark.parametrize("text, name, kinds", GROUPS.values(), ids=GROUPS.keys())
def test_groups(text: str, name: str, kinds: set[str]) -> None:
    (group,) = parse_parties(text, 0, len(text)).parties
    assert group.is_group
    assert group.name == name
    assert set(group.members) == kinds


@pytest.mark.parametrize("text", NOBODY.values(), ids=NOBODY.keys())
def test_nobody(text: str) -> None:
    assert parties(text) == []


@pytest.mark.parametrize("text", ["họp tại Thái Bình Dương", "giữ gìn hòa bình", "cần thơ ca", "thanh hóa đơn"])
def test_words_that_only_look_like_names(text: str) -> None:
    assert document_finder().find(text) == []


def test_a_list_ends_where_it_ends() -> None:
    text = "Bộ Y tế, Bộ Nội vụ và các cơ quan liên quan xây dựng đề án"
    assert text[parse_parties(text, 0, len(text)).end :] == " xây dựng đề án"


def test_a_name_beyond_the_end_is_not_read() -> None:
    text = "Bộ Y tế, Bộ Nội vụ"
    assert [p.name for p in parse_parties(text, 0, 7).parties] == ["Bộ Y tế"]
    assert [p.name for p in parse_parties(text, 0, 6).parties] != ["Bộ Y tế"]


def test_a_former_name_is_known_as_such() -> None:
    (match,) = document_finder().find("Bộ Thông tin và Truyền thông")
    assert match.predecessor is not None
    assert (match.predecessor.name, match.predecessor.until.isoformat()[:4]) == ("Bộ Thông tin và Truyền thông", "2025")


def test_an_ambiguous_name_is_nobody_in_a_directive() -> None:
    (match,) = document_finder().find("BTC")
    assert set(match.agency_ids) == {"bo-tai-chinh", "ban-to-chuc-trung-uong"}
    assert parties("BTC") == []


@pytest.mark.parametrize(
    "text",
    [
        "bo khoa hoc va cong nghe", "Ministry of Science and Technology", "MOST", "bộ kh&cn", "BKHCN",
        "bo thong tin va truyen thong",
    ],
)  # fmt: skip
def test_questions_name_agencies_freely(text: str) -> None:
    assert [m.agency_ids for m in question_finder().find(f"{text}?")] == [("bo-khoa-hoc-va-cong-nghe",)]


def test_the_longest_name_wins() -> None:
    text = "Viện Hàn lâm Khoa học và Công nghệ Việt Nam"
    (match,) = document_finder().find(text)
    assert (match.start, match.end) == (0, len(text))


def test_the_registry_is_sound() -> None:
    entries = registry().by_id
    assert len(entries) == len({agency.name for agency in entries.values()})
    assert not [a.id for a in entries.values() if a.parent and a.parent not in entries]
    assert not [c for name in registry().ambiguous for c in name.candidates if c not in entries]
    assert sum(a.kind == "province" for a in entries.values()) == 34
    assert sum(a.kind == "people_committee" for a in entries.values()) == 34
    assert sum(a.kind == "ministry" for a in entries.values()) == 14


def test_what_a_city_is_asked_its_committee_carries_out() -> None:
    committee, city = "people-committee-thanh-pho-ha-noi", "thanh-pho-ha-noi"
    assert set(registry().concerning(city)) == {city, committee}
    assert set(registry().concerning(committee)) == {city, committee}
    assert registry().concerning("bo-y-te") == ("bo-y-te",)
    assert registry().concerning("unheard-of") == ("unheard-of",)
