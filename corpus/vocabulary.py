"""Words of administrative Vietnamese that the grammar of tasks relies on."""

from __future__ import annotations

import re

# First words of what an agency is told to do. They end a name or a group's description that is open
# ("các doanh nghiệp phần mềm | chấn chỉnh ...").
ACTION_VERBS = (
    "ban hành", "bám sát", "báo cáo", "bảo đảm", "biểu dương", "bổ sung", "bố trí", "căn cứ", "chấn chỉnh",
    "chỉ đạo", "chịu trách nhiệm", "chuẩn bị", "chuẩn hoá", "chuẩn hóa", "chủ động", "chủ trì", "công bố",
    "công khai", "có trách nhiệm", "có giải pháp", "cung cấp", "cập nhật", "cắt giảm", "điều chỉnh",
    "điều phối", "đánh giá", "đẩy mạnh", "đẩy nhanh", "đề xuất", "đôn đốc", "đưa", "giám sát",
    r"giao(?!\s+(?:thông|dịch|lưu|tiếp|thoa))",
    "hoàn thành", "hoàn thiện", "huy động", "hướng dẫn", "khẩn trương", "khảo sát", "khắc phục", "kiểm tra",
    "kiện toàn", "kịp thời", "kết nối", "lựa chọn", "lập", "làm việc", "nâng cao", "nghiên cứu", "ngừng",
    "nghiêm túc", "phát huy", "phát triển", "phê duyệt", "phân công", "phối hợp", "quán triệt", "quản lý",
    "quy định", "rà soát", "sửa đổi", "sử dụng", "tăng cường", "tạo lập", "tập trung", "tập huấn", "tham mưu",
    "thành lập", "thẩm định", "theo chức năng", "theo dõi", "theo nhiệm vụ", "theo thẩm quyền", "thí điểm",
    "thống kê", "thống nhất", "thúc đẩy", "thực hiện", "tích hợp", "tiếp nhận", "tiếp tục", "tiếp thu",
    "tổ chức", "tổng hợp", "tổng kết", "trao đổi", "triển khai",
    r"(?<!công )(?<!chương )(?<!quá )(?<!quy )trình", "tuyên truyền", "vận hành",
    "xây dựng", "xác định", "xử lý", "yêu cầu", "ưu tiên", "đầu tư", "định hướng", "đăng ký", "gửi",
    "lồng ghép", "phổ biến", "quy hoạch", "rút kinh nghiệm", "số hoá", "số hóa", "tham gia", "thu hút",
    "tuyển dụng", "bàn giao", "cử", "lãnh đạo", "biên soạn", "mở", "phát động", "làm sạch", "chia sẻ", "rà quét",
    "bãi bỏ", "bảo trì", "biên tập", "bắt đầu", "cam kết", "chấm dứt", "chấp hành", "chi trả", "chỉnh lý", "chú trọng",
    "chứng thực", "công nhận", "củng cố", "cụ thể hoá", "cụ thể hóa", "cân đối", "di dời", "duy trì", "dự báo",
    "dừng", "đàm phán", "đấu tranh", "đề nghị", "đề ra", "điều động", "điều hành", "đối chiếu", "đối thoại",
    "thương lượng",
    "đóng góp", "đơn giản hoá", "đơn giản hóa", "giải ngân", "giải quyết", "giải thích", "giải trình", "giới thiệu",
    "giúp", "góp ý", "hạn chế", "hoàn chỉnh", "huấn luyện", "huỷ bỏ", "hủy bỏ", "kêu gọi", "khai báo",
    "khai thác", "khai trương", "khôi phục", "khởi công", "khuyến khích", "kiểm điểm", "kiểm kê", "kiến nghị",
    "kính", "làm điểm", "làm rõ", "lan toả", "lan tỏa", "lắp đặt", "lấy ý kiến", "loại bỏ", "mời", "nắm", "nâng cấp",
    "ngăn chặn", "nghiệm thu", "nhắc nhở", "nhân rộng", "niêm yết", "nộp", "nỗ lực", "phân bổ", "phân cấp",
    "phân loại", "phân tích", "phấn đấu", "phản ánh", "phát hành", "phát hiện", "phê bình", "phòng ngừa", "phục hồi",
    "phủ sóng", "quan tâm", "quyết định", "quyết liệt", "quyết toán", "ra quân", "rút ngắn", "sắp xếp",
    "sẵn sàng", "siết chặt", "soạn thảo", "sơ kết", "sơ tán", "tái cấu trúc", "tạm dừng", "tạo điều kiện",
    "tận dụng", "tập hợp", "thay thế", "tháo gỡ", "thẩm tra", "thanh lý", "thanh toán", "thiết kế", "thiết lập",
    "thông báo", "thông qua", "thu hồi", "thu thập", "thử nghiệm", "thường xuyên", "tích cực", "tiến hành",
    "tính toán", "tổng kiểm tra", "tổng rà soát", "trang bị", "tranh thủ", "trao", "trực tiếp", "truy quét", "tu bổ",
    "tuân thủ", "tuần tra", "tuyệt đối", "từng bước", "tự kiểm tra", "uỷ quyền", "ủy quyền", "ứng phó",
    "tăng(?! trưởng)", "giảm", "hoãn", "kích hoạt", "cảnh báo", "khuyến cáo", "kiểm đếm", "phân luồng", "trực ban",
    "phát dọn", "phát quang", "phát sóng", "điều tra", "xác minh", "truy vết", "thu gom", "thu dọn", "cắm", "canh gác",
    "làm mới", "tiêu hủy", "tiêu huỷ", "tiêm phòng", "bồi thường", "hòa giải", "khen thưởng", "khử khuẩn", "bổ nhiệm",
    "dự trữ", "lấy mẫu", "xét nghiệm", "vào cuộc", "vận dụng", "vận động", "xét xử", "xóa bỏ", "xoá bỏ", "xử phạt",
)  # fmt: skip

VERB = rf"(?:{'|'.join(sorted(ACTION_VERBS, key=len, reverse=True))})\b"

# First words of bodies that a registry may not know ("Sở Tư pháp", "Tập đoàn Điện lực Việt Nam").
ORGANISATION_NOUNS = (
    "Ban", "Bảo hiểm", "Bộ", "Chi cục", "Công an", "Công ty", "Cục", "Đại học", "Đảng ủy", "Đảng uỷ", "Đoàn",
    "Đài", "Học viện", "Hội", "Hội đồng", "Huyện ủy", "Kho bạc", "Liên đoàn", "Liên minh", "Mặt trận",
    "Ngân hàng", "Phòng", "Quỹ", "Sở", "Tập đoàn", "Thanh tra", "Thành ủy", "Thành uỷ", "Thường trực",
    "Tiểu ban", "Tỉnh ủy", "Tỉnh uỷ", "Tòa án", "Toà án", "Tổ", "Tổng cục", "Tổng công ty", "Trung tâm",
    "Trường", "UBND", "HĐND", "Ủy ban", "Uỷ ban", "Văn phòng", "Viện", "Vụ",
)  # fmt: skip

# First words of branches and companies. A comma before one ends a name ("Sở Y tế, Viễn thông Nghệ An"); after a
# hyphen it may go on ("Tập đoàn Công nghiệp - Viễn thông Quân đội").
BRANCH_NOUNS = (
    "Báo", "Bệnh viện", "Bưu điện", "Cảng vụ", "Điện lực", "Hiệp hội", "Nhà xuất bản", "Thành đoàn", "Tỉnh đoàn",
    "Viễn thông", "VNPT", "Viettel", "Vườn quốc gia",
)  # fmt: skip

# Categories of agencies that groups are made of, and which registry kinds each takes in.
CENTRAL_KINDS = (
    "party_body", "party_committee", "ministry", "ministerial_agency", "government_agency", "national_assembly",
    "front", "court", "procuracy", "state_audit",
)  # fmt: skip
LOCAL_KINDS = ("province", "people_committee")
GROUP_NOUNS: tuple[tuple[str, tuple[str, ...]], ...] = (  # a noun that holds another ("chi bộ") before it
    ("tỉnh, thành đoàn", ()),
    ("tỉnh đoàn", ()),
    ("thành đoàn", ()),
    ("đoàn trực thuộc trung ương", ()),
    ("tỉnh, thành hội", ()),
    ("tập đoàn kinh tế", ("state_enterprise",)),
    ("tổng công ty nhà nước", ("state_enterprise",)),
    ("tổng công ty", ()),
    ("tập đoàn", ()),
    ("cấp uỷ", ()),
    ("cấp ủy", ()),
    ("ban xây dựng đảng", ("party_body",)),
    ("tổ chức chính trị - xã hội", ("front",)),
    ("tổ chức đảng", ()),
    ("đảng bộ", ()),
    ("chi bộ", ()),
    ("chi cục", ()),
    ("trung tâm", ()),
    ("ban quản lý", ()),
    ("bệnh viện", ()),
    ("hợp tác xã", ()),
    ("chủ đầu tư", ()),
    ("chủ rừng", ()),
    ("ban chuyên môn", ()),
    ("chi nhánh", ()),
    ("công ty con", ()),
    ("công ty cổ phần", ()),
    ("công ty", ()),
    ("trường học", ()),
    ("nhà thầu", ()),
    ("thôn", ()),
    ("ấp", ()),
    ("buôn", ()),
    ("xóm", ()),
    ("tiểu khu", ()),
    ("khu phố", ()),
    ("tổ dân phố", ()),
    ("cơ quan ngang bộ", ("ministerial_agency",)),
    ("cơ quan thuộc chính phủ", ("government_agency",)),
    ("cơ quan trung ương", CENTRAL_KINDS),
    ("cơ quan báo chí", ()),
    ("ban đảng ở trung ương", ("party_body",)),
    ("ban đảng", ("party_body",)),
    ("bộ ngành", ("ministry", "ministerial_agency", "government_agency")),
    ("bộ", ("ministry",)),
    ("ngành", ("ministerial_agency", "government_agency")),
    ("ban", ("party_body",)),
    ("địa phương", LOCAL_KINDS),
    ("tỉnh ủy", ("provincial_party_committee",)),
    ("tỉnh uỷ", ("provincial_party_committee",)),
    ("thành ủy", ("provincial_party_committee",)),
    ("thành uỷ", ("provincial_party_committee",)),
    ("tỉnh", LOCAL_KINDS),
    ("thành phố", LOCAL_KINDS),
    ("đảng ủy", ("party_committee",)),
    ("đảng uỷ", ("party_committee",)),
    ("cơ quan", ("ministerial_agency", "government_agency")),
    ("đơn vị", ()),
    ("tổ chức", ()),
    ("đoàn thể", ("front",)),
    ("doanh nghiệp", ()),
    ("viện nghiên cứu", ()),
    ("viện", ()),
    ("trường đại học", ()),
    ("trường(?! hợp)", ()),
    ("cơ sở đào tạo", ()),
    ("hiệp hội", ()),
    ("hội", ()),
    ("sở", ()),
    ("phòng", ()),
    ("cục", ()),
    ("vụ", ()),
    ("xã", ()),
    ("phường", ()),
    ("đặc khu", ()),
    ("huyện", ()),
    ("quận", ()),
    ("thành viên", ()),
)

HANDOVER = re.compile(r"(?:[Gg]iao nhiệm vụ cho|[Gg]iao|[Đđ]ề nghị|[Yy]êu cầu|[Pp]hân công)\s+(?:cho\s+)?")
"""A sentence, or a part of one, that gives work to an agency named next: "Giao Bộ X chủ trì ..."."""
