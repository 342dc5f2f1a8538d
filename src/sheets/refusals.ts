import { columnName } from './cells.ts'

const saveAs = 'Mở tệp bằng Excel, chọn Lưu thành (Save As), kiểu Excel Workbook (.xlsx), rồi nộp tệp mới.'

/** Why a file as a whole is not taken, and what to do; each is the sentence beside the file field. */
export const refused = {
  empty: 'Tệp không có hàng nào có nội dung. Kiểm tra xem đã chọn đúng tệp và đã lưu tệp trước khi nộp chưa.',
  onlyHidden: 'Trang tính có nội dung đều đang ẩn. Bỏ ẩn (Unhide) trang tính cần nhập, lưu và nộp lại.',
  tooLarge: 'Tệp lớn hơn 20 MB. Xóa hình ảnh và trang tính không cần đến, hoặc tách thành nhiều tệp, rồi nộp lại.',
  tooMuch: 'Tệp có quá nhiều dữ liệu: tối đa 1.000.000 ô và 40 triệu ký tự. Tách thành nhiều tệp rồi nộp lại.',
  unpacksTooLarge:
    'Tệp nén bất thường: khi mở ra quá lớn so với kích thước. Chép riêng phần dữ liệu sang một tệp Excel mới, lưu và nộp lại.',
  locked:
    'Tệp đang đặt mật khẩu. Mở tệp bằng Excel, vào Tệp (File), Thông tin (Info), Bảo vệ sổ làm việc (Protect Workbook), ' +
    'Mã hóa bằng mật khẩu (Encrypt with Password), xóa mật khẩu, lưu và nộp lại.',
  oldExcel: `Tệp dạng Excel cũ (.xls) không đọc được. ${saveAs}`,
  binaryExcel: `Tệp Excel dạng nhị phân (.xlsb) không đọc được. ${saveAs}`,
  openDocument: `Tệp dạng OpenDocument (.ods) không đọc được. ${saveAs}`,
  macros: `Tệp có chứa macro. ${saveAs}`,
  webPage: `Tệp này là trang web hoặc XML mang tên bảng tính. ${saveAs}`,
  damaged:
    'Tệp bị hỏng hoặc không do Excel lưu ra. Mở tệp bằng Excel, lưu thành tệp .xlsx mới rồi nộp lại; ' +
    'nếu Excel cũng không mở được, xin lại tệp gốc.',
  externalLinks:
    'Tệp có liên kết lấy dữ liệu từ tệp khác. Trong Excel, vào Dữ liệu (Data), Sửa liên kết (Edit Links), ' +
    'chọn Ngắt liên kết (Break Link), lưu và nộp lại.',
  entities: `Tệp có khai báo XML (DOCTYPE, ENTITY) mà Excel không bao giờ ghi. ${saveAs}`,
  notUnicode:
    'Chữ trong tệp không phải mã Unicode (UTF-8). Mở tệp bằng Excel, chuyển sang phông Unicode nếu đang dùng TCVN3 hoặc VNI, ' +
    'rồi chọn Lưu thành (Save As), kiểu CSV UTF-8 hoặc Excel Workbook (.xlsx), và nộp tệp mới.',
  notNamedText: 'Tệp này chỉ có chữ thường, không phải bảng tính. Nộp tệp Excel (.xlsx), hoặc tệp CSV mang đuôi .csv.',
  otherType: (what: string) => `Tệp này là ${what}, không phải bảng tính. Nộp tệp Excel (.xlsx) hoặc CSV.`,
  tooManyRows: (sheet: string) => `Trang “${sheet}” có hơn 50.000 hàng có nội dung. Tách thành nhiều tệp rồi nộp lại.`,
  tooManyColumns: (sheet: string, cell: string) =>
    `Trang “${sheet}” rộng quá 200 cột: ô ${cell} có nội dung. Xóa các cột không cần đến, lưu và nộp lại.`,
  tooManyRanges: 'Tệp có quá nhiều vùng ô gộp hoặc công thức mảng chồng lên nhau. Bỏ gộp ô (Unmerge), lưu và nộp lại.',
  openQuote: (row: number) =>
    `Từ hàng ${row} của tệp CSV có dấu nháy kép (") mở ra mà không đóng lại, hoặc một hàng quá dài. Sửa hàng này rồi nộp lại.`,
}

/** Why one row, or one cell of it, is not taken. */
export const faulty = {
  formula: (cell: string) =>
    `Ô ${cell} là công thức. Chọn vùng, sao chép rồi dán dạng giá trị (Paste Values), lưu và nộp lại.`,
  formulaRange: (range: string) =>
    `Vùng ${range} là công thức mảng. Chọn vùng, sao chép rồi dán dạng giá trị (Paste Values), lưu và nộp lại.`,
  error: (cell: string, said: string) => `Ô ${cell} đang báo lỗi ${said}. Sửa ô này, lưu và nộp lại.`,
  formulaError: (cell: string, said: string) =>
    `Ô ${cell} là công thức đang báo lỗi ${said}. Sửa lỗi, rồi sao chép và dán dạng giá trị (Paste Values), lưu và nộp lại.`,
  merged: (range: string) => `Các ô ${range} đang gộp thành một. Bỏ gộp ô (Unmerge), điền đủ từng ô, lưu và nộp lại.`,
  tooLong: (cell: string) => `Ô ${cell} dài hơn 5.000 ký tự. Rút gọn nội dung ô này, lưu và nộp lại.`,
  hiddenRow: (row: number) =>
    `Hàng ${row} đang ẩn hoặc bị bộ lọc che. Bỏ bộ lọc (Clear Filter), bỏ ẩn (Unhide) hoặc xóa hẳn hàng, lưu và nộp lại.`,
  hiddenColumn: (column: number) =>
    `Cột ${columnName(column)} đang ẩn mà có dữ liệu. Bỏ ẩn (Unhide) hoặc xóa hẳn cột, lưu và nộp lại.`,
}
