"""Two rows of every export as an office would fill them in: canonical name → cell. All are invented."""

from collections.abc import Mapping

Example = Mapping[str, str]

EXAMPLES: Mapping[str, tuple[Example, Example]] = {
    "units": (
        {"unit_id": "U001", "unit_name": "示例市公安局", "short_name": "市公安局", "kind": "市直部门", "industry": "公安", "contact": "办公室", "phone": "0574-00000000", "valid_from": "2020-01-01"},
        {"unit_id": "U002", "unit_name": "海曙区行政审批局", "short_name": "海曙审批局", "kind": "区(县、市)", "parent_id": "U001", "district": "海曙区", "valid_from": "2019-03-01", "valid_to": "2030-12-31"},
    ),
    "aliases": (
        {"alias": "市公安局(交警支队)", "kind": "单位", "target_id": "U001", "valid_from": "2020-01-01", "confirmed_by": "数据专员", "confirmed_on": "2026-10-08"},
        {"alias": "审批局一楼大厅", "kind": "网点", "target_id": "W001", "confirmed_by": "数据专员", "confirmed_on": "2026-10-08"},
    ),
    "outlets": (
        {"outlet_id": "W001", "outlet_name": "海曙区政务服务中心", "industry": "政务服务", "entity_level": "县区级", "parent_id": "U002", "district": "海曙区", "township": "月湖街道", "community": "平桥社区", "address": "示例路1号", "longitude": "121.549", "latitude": "29.868", "crs": "WGS84", "windows_total": "24", "staff_full": "30", "staff_part": "6", "hall_area_m2": "1200", "open_hours": "周一至周五 09:00-17:00; 周六 09:00-12:00", "opened_on": "2018-05-01", "is_standardised": "是", "is_island": "否"},
        {"outlet_id": "W002", "outlet_name": "江北区示例邮政支局", "industry": "邮政", "entity_level": "乡镇街道级", "district": "江北区", "township": "慈城镇", "longitude": "121.46", "latitude": "29.98", "crs": "高德", "windows_total": "4", "opened_on": "2020-01-01", "closed_on": "2030-12-31", "is_standardised": "否", "is_island": "否"},
    ),
    "grids": (
        {"grid_id": "G001", "grid_name": "月湖第一网格", "district": "海曙区", "township": "月湖街道", "community": "平桥社区", "population": "3200", "households": "1210", "worker_name": "网格员甲", "worker_count": "2", "outlet_id": "W001", "crs": "WGS84", "geometry": "POLYGON((121.54 29.86,121.55 29.86,121.55 29.87,121.54 29.87,121.54 29.86))"},
        {"grid_id": "G002", "grid_name": "慈城第三网格", "district": "江北区", "township": "慈城镇", "population": "1,850", "households": "700", "worker_count": "1", "outlet_id": "W002", "crs": "WGS84", "geometry": "POLYGON((121.45 29.97,121.47 29.97,121.47 29.99,121.45 29.99,121.45 29.97))"},
    ),
    "tickets": (
        {"ticket_id": "T000001", "channel": "窗口", "matter": "户口迁移", "case_type": "承诺件", "request_type": "办事", "unit": "海曙区行政审批局", "outlet_id": "W001", "window_no": "03", "staff_id": "100723", "district": "海曙区", "township": "月湖街道", "received_at": "2026-10-08 09:10:00", "accepted_at": "2026-10-08 09:30:00", "promised_days": "5", "statutory_days": "20", "closed_at": "2026-10-13 15:00:00", "status": "办结", "correction_count": "0", "return_count": "0", "visit_count": "1", "rating": "非常满意", "is_default_rating": "否", "handling_minutes": "12.5", "reported_on_time": "是", "person_key": "13800000000", "exported_at": "2026-11-03 18:00:00"},
        {"ticket_id": "T000002", "channel": "热线", "request_type": "投诉", "category_1": "城市管理", "category_2": "市容环境", "category_3": "占道经营", "urgency": "一般", "unit": "示例市公安局", "is_direct_answer": "否", "is_excluded": "否", "district": "江北区", "township": "慈城镇", "grid_id": "G002", "received_at": "2026-10-09 20:15:00", "dispatched_at": "2026-10-10 08:30:00", "promised_hours": "72", "due_at": "2026-10-13 20:15:00", "extension_days": "0", "closed_at": "2026-10-12 10:00:00", "status": "办结", "is_return_upheld": "否", "first_contact_at": "2026-10-10 10:00:00", "callback_result": "已接通", "unit_says_resolved": "是", "citizen_says_resolved": "是", "citizen_satisfied": "满意", "longitude": "121.46", "latitude": "29.98", "crs": "WGS84", "content": "反映占道经营", "exported_at": "2026-11-03 18:00:00"},
    ),
    "suspensions": (
        {"ticket_id": "T000001", "started_at": "2026-10-09", "ended_at": "2026-10-10", "legal_type": "专家评审", "document_no": "示例〔2026〕1号", "approver": "分管负责人"},
        {"ticket_id": "T000003", "started_at": "2026-10-20 09:00:00", "legal_type": "申请人原因", "document_no": "示例〔2026〕2号", "approver": "分管负责人"},
    ),
    "complaints": (
        {"complaint_id": "C0001", "channel": "11185热线", "received_at": "2026-10-08 10:00:00", "outlet_id": "W002", "district": "江北区", "category": "服务态度", "severity": "一般", "promised_days": "5", "first_reply_at": "2026-10-08 15:00:00", "closed_at": "2026-10-08 16:30:00", "is_upheld": "属实", "callback_result": "已接通", "is_resolved": "是", "is_satisfied": "是", "person_key": "13800000000", "content": "反映排队时间长", "exported_at": "2026-11-03 18:00:00"},
        {"complaint_id": "C0002", "channel": "12345热线", "received_at": "2026-10-09 20:15:00", "source_ticket_id": "T000002", "unit": "示例市公安局", "category": "办事效率", "severity": "重大", "due_at": "2026-10-16", "visited_at": "2026-10-12 09:00:00", "closed_at": "2026-10-13 09:00:00", "is_upheld": "不属实", "escalated_to": "市级", "exported_at": "2026-11-03 18:00:00"},
    ),
    "inspections": (
        {"inspection_id": "I0001", "outlet_id": "W001", "inspected_at": "2026-10-15 09:30:00", "kind": "暗访", "inspector": "第一组", "item_code": "禁烟标志", "result": "合格", "points": "2", "max_points": "2", "round": "2026年第3轮", "windows_total": "24", "windows_open": "20"},
        {"inspection_id": "I0001", "outlet_id": "W001", "inspected_at": "2026-10-15 09:30:00", "kind": "暗访", "inspector": "第一组", "item_code": "排队等候时间", "result": "不合格", "value": "35", "max_points": "5", "deduction": "3", "reason": "等候超过三十分钟", "round": "2026年第3轮", "point_id": "P017", "point_kind": "窗口", "unit": "海曙区行政审批局", "photo": "P017-1.jpg", "rectify_due": "2026-10-30", "rectified_at": "2026-10-28 16:00:00", "verified_by": "第二组", "note": "已增开窗口"},
    ),
    "dispatches": (
        {"ticket_id": "T000002", "seq": "1", "level": "1", "unit": "海曙区行政审批局", "role": "主办", "dispatched_at": "2026-10-10 08:30:00", "signed_at": "2026-10-10 09:00:00", "returned_at": "2026-10-10 11:00:00", "is_return_upheld": "是", "due_at": "2026-10-13"},
        {"ticket_id": "T000002", "seq": "2", "level": "1", "unit": "示例市公安局", "role": "主办", "dispatched_at": "2026-10-10 14:00:00", "signed_at": "2026-10-10 14:20:00", "answered_at": "2026-10-12 09:30:00", "due_at": "2026-10-15 18:00:00"},
    ),
    "ratings": (
        {"rating_id": "R0001", "ticket_id": "T000001", "outlet_id": "W001", "window_no": "03", "staff_id": "100723", "rated_at": "2026-10-13 15:05:00", "rating": "非常满意", "is_real_name": "是", "is_default_rating": "否", "channel": "窗口评价器"},
        {"rating_id": "R0002", "outlet_id": "W001", "window_no": "05", "rated_at": "2026-10-14 10:00:00", "rating": "不满意", "is_real_name": "否", "is_default_rating": "否", "channel": "扫码", "verified_at": "2026-10-15 09:00:00", "fixed_at": "2026-10-20 17:00:00", "is_upheld": "成立", "content": "等候时间长"},
    ),
    "visits": (
        {"visit_id": "V0001", "grid_id": "G001", "visited_at": "2026-10-15 14:00:00", "visitor": "网格员甲", "households_visited": "12", "duration_min": "90", "issues_found": "3", "issues_resolved": "2"},
        {"visit_id": "V0002", "grid_id": "G002", "visited_at": "2026-10-16", "visitor": "网格员乙", "households_visited": "8", "issues_found": "0", "issues_resolved": "0"},
    ),
    "surveys": (
        {"survey_id": "S2026-3", "period": "2026Q3", "scope": "全市", "source": "群众评议", "score": "88.79", "scale": "100", "sent": "2800", "returned": "2655", "benchmark": "86.79", "benchmark_name": "全省平均"},
        {"survey_id": "S2026-3", "period": "2026年第3季度", "scope": "区县", "scope_id": "海曙区", "source": "问卷", "score": "4.6", "scale": "5", "sent": "300", "returned": "271"},
    ),
    "calls": (
        {"call_id": "CALL0001", "queue": "市民服务", "offered_at": "2026-10-08 09:00:05", "wait_seconds": "8", "is_answered": "是", "agent_id": "A017", "is_first_call_resolved": "是", "qa_passed": "合格"},
        {"call_id": "CALL0002", "queue": "企业服务", "offered_at": "2026-10-08 09:01:40", "wait_seconds": "31", "is_answered": "否", "abandoned_after_seconds": "31"},
    ),
    "tasks": (
        {"task_id": "K001", "title": "统一服务标识", "owner": "海曙区行政审批局", "district": "海曙区", "stage": "五个有", "due": "2026-09-30", "progress": "100%", "done_on": "2026-09-28"},
        {"task_id": "K002", "title": "公开服务承诺", "owner": "示例市公安局", "stage": "五个好", "due": "2026-12-31", "progress": "0.6", "note": "已公示一批"},
    ),
    "summaries": (
        {"period": "2026-10", "publisher": "自报", "kpi_id": "K04", "unit": "示例市公安局", "numerator": "980", "denominator": "1000", "definition": "按单位自有口径"},
        {"period": "2026-10", "publisher": "上级通报", "kpi_id": "按时办结率", "scope": "区县", "scope_id": "海曙区", "value": "96.5%", "rank": "3", "rank_of": "11", "definition": "按到期口径"},
    ),
    "nominations": (
        {"nomination_id": "N001", "award": "十佳服务窗口", "nominee_id": "W001", "nominee_name": "海曙区政务服务中心", "recommender": "海曙区文明办", "category": "政务服务", "opinion": "同意推荐", "nominated_on": "2026-10-20"},
        {"nomination_id": "N002", "award": "十佳服务窗口", "nominee_name": "江北区示例邮政支局", "recommender": "市邮政管理局", "category": "公共服务", "nominated_on": "2026-10-21"},
    ),
    "opinions": (
        {"nominee_name": "海曙区政务服务中心", "nomination_id": "N001", "department": "市公安局", "letter_no": "示例函〔2026〕1号", "conclusion": "无异议", "answered_on": "2026-10-25"},
        {"nominee_name": "江北区示例邮政支局", "nomination_id": "N002", "department": "市税务局", "letter_no": "示例函〔2026〕2号", "conclusion": "未回复", "note": "已催办"},
    ),
}  # fmt: skip
