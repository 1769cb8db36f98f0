"""Words that headings say what a column holds with: Chinese, English, and the pinyin shorthand of surveyors."""

from typing import Final

from geodata.intake.model import Meaning

# The best word first: of two columns that could be the name, the one whose word stands earlier is it.
WORDS: Final[dict[Meaning, str]] = {
    Meaning.ID: (
        "id 编号 机构编号 项目编号 站点编号 设施编号 点位编号 档案编号 医院编号 学校编号 机构代码 机构编码 项目代码 "
        "项目编码 编码 统一社会信用代码 社会信用代码 信用代码 统一代码 登记号 备案号 许可证号 许可证编号 代码 号码 "
        "序号 uid guid uuid objectid fid gid oid code no no. number# serial facility_id site_id institution_id bh "
        "xh"
    ),
    Meaning.NAME: (
        "名称 机构名称 单位名称 项目名称 养老机构名称 医院名称 医疗机构名称 学校名称 景区名称 企业名称 公司名称 "
        "站点名称 设施名称 场所名称 点位名称 园区名称 平台名称 车站名称 中文名称 名称中文 名字 全称 机构全称 "
        "单位全称 站名 点名 店名 园名 标题 名 机构 单位 医院 养老院 养老机构 福利院 敬老院 学校 景区 景点 企业 公司 "
        "项目 设施 站点 name name_zh name_cn namezh title facility facility_name site site_name hospital "
        "hospital_name institution institution_name organization organisation organization_name school school_name "
        "station station_name place_name label mc dwmc jgmc xmmc"
    ),
    Meaning.ADDRESS: (
        "地址 详细地址 机构地址 单位地址 通讯地址 通信地址 联系地址 办公地址 注册地址 经营地址 项目地址 医院地址 "
        "地址中文 所在地址 具体地址 具体位置 详址 住所 坐落 座落 建设地点 项目地点 所在地 地点 位置 address addr "
        "full_address street_address street location address_zh dz xxdz"
    ),
    Meaning.PROVINCE: (
        "省 省份 省市 省市区 所在省 所在省份 所属省份 所属省 省级 省名 省直辖市 省自治区直辖市 province "
        "province_name prov sheng sf"
    ),
    Meaning.CITY: (
        "市 城市 地市 市州 地市州 所在市 所在城市 所属市 所属城市 所属地市 所属市州 所在市州 所在地市 地级市 市级 "
        "市名 市地州 city city_name prefecture shi"
    ),
    Meaning.COUNTY: (
        "区县 县区 区市县 县市区 县市 市县 区 县 所在区县 所属区县 所在县区 所属县区 所在县市区 所属县市区 "
        "所在区市县 所属区市县 所在区 所属区 所在县 所属县 区县名称 区县名 县级 县名 区名 行政区 行政区划 "
        "行政区名称 行政区划名称 区划名称 所属行政区 所在行政区 区划 所属区划 辖区 所属辖区 属地 所在地区 所属地区 "
        "地区 区域 所在区域 所属区域 地域 county county_name district district_name area region qx xzq xzqmc qxmc "
        "xmc"
    ),
    Meaning.ADCODE: (
        "行政区划代码 行政区划编码 行政区代码 区划代码 区划编码 行政代码 区县代码 县区代码 县级代码 县代码 区划码 "
        "行政区划码 地区代码 区域代码 所属区划代码 所在地区划代码 行政区划 区划 代码 adcode ad_code admin_code "
        "county_code district_code area_code region_code gb gbcode pac code xzqdm xzqhdm xzdm"
    ),
    Meaning.LON: (
        "经度 经度坐标 东经 lon lng longitude 经度值 百度经度 高德经度 腾讯经度 火星经度 地图经度 gps经度 中心经度 "
        "long lon_wgs84 x坐标 坐标x 横坐标 东坐标 东向坐标 point_x coord_x x_coord easting x jd"
    ),
    Meaning.LAT: (
        "纬度 纬度坐标 北纬 lat latitude 纬度值 百度纬度 高德纬度 腾讯纬度 火星纬度 地图纬度 gps纬度 中心纬度 "
        "lat_wgs84 y坐标 坐标y 纵坐标 北坐标 北向坐标 point_y coord_y y_coord northing y wd"
    ),
    Meaning.LONLAT: (
        "经纬度 经纬度坐标 经纬坐标 地理坐标 位置坐标 坐标位置 点位坐标 中心坐标 百度坐标 高德坐标 腾讯坐标 "
        "火星坐标 gps坐标 地图坐标 坐标 gps coordinates coordinate coords coord lonlat lnglat latlng latlon lat_lon "
        "lon_lat lng_lat lat_lng location 位置 wkt geom geometry the_geom point jwd zb"
    ),
    Meaning.SERVES: (
        "服务区域 服务范围 服务地区 服务区县 服务县区 服务城市 服务市县 覆盖区域 覆盖范围 覆盖地区 覆盖区县 "
        "辐射区域 辐射范围 受益区县 受益地区 合作区县 合作地区 对口区县 对口地区 签约区县 签约地区 联动区县 "
        "服务对象地区 服务对象所在地 serves serves_from service_area service_areas areas_served area_served "
        "counties_served coverage catchment"
    ),
    Meaning.CATEGORY: (
        "类别 类型 分类 机构类别 机构类型 机构性质 单位类型 项目类别 项目类型 医院类别 医院类型 设施类型 站点类型 "
        "种类 性质 业态 所有制 经营性质 category type kind class facility_type institution_type lb lx"
    ),
    Meaning.LEVEL: (
        "等级 级别 星级 评级 医院等级 医院级别 机构等级 机构级别 景区等级 景区级别 评定等级 评定星级 养老机构等级 "
        "等次 等别 level grade rank rating star stars tier dj jb"
    ),
    Meaning.BEDS: (
        "床位数 床位 床位总数 总床位数 总床位 床位数量 核定床位 核定床位数 编制床位 编制床位数 开放床位 开放床位数 "
        "实有床位 实有床位数 设置床位 设计床位 养老床位 养老床位数 beds bed_count number_of_beds no_of_beds "
        "bed_number total_beds capacity_beds cws"
    ),
    Meaning.PHONE: (
        "电话 联系电话 电话号码 联系方式 咨询电话 服务电话 办公电话 固定电话 座机 手机 手机号 手机号码 热线 phone "
        "tel telephone phone_number mobile contact_number hotline dh lxdh"
    ),
    Meaning.SINCE: (
        "成立时间 成立日期 成立年份 开业时间 开业日期 投用时间 投入使用时间 启用时间 启用日期 建成时间 建成日期 "
        "建成年份 建立时间 设立时间 设立日期 开通时间 开通日期 开办时间 投运时间 运营日期 始建时间 since opened "
        "open_date opening_date founded established established_date start_date year_opened year_built"
    ),
    Meaning.SOURCE: "数据来源 来源 资料来源 信息来源 出处 source data_source source_title",
    Meaning.URL: "网址 官网 网站 链接 官方网站 主页 网页 来源网址 url link website homepage web source_url",
}
# Words that others use for something else too: they count only where the values fit.
_LOOSE: Final = (
    "area code coordinate coordinates facility gb geom geometry gps id institution jd label location long no "
    "number# organisation organization pac point region site title wd x x坐标 y y坐标 zb 代码 企业 位置 公司 区划 "
    "区域 单位 号码 名 地区 地域 地点 坐标 属地 机构 横坐标 站点 纵坐标 行政区划 设施 辖区 项目"
)
LOOSE: Final = frozenset(_LOOSE.split())
