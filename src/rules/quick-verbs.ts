/** The beginnings of what officials are told to do, folded: where one stands, a name is over and the work begins. */
const beginnings =
  'ban hanh,bao cao,bao dam,bo sung,bo tri,can cu,cap nhat,chi dao,chiu trach,chu dong,chu tri,chuan bi,' +
  'co trach,cong bo,cong khai,cung cap,dam bao,dam phan,dang ky,dang tai,danh gia,de nghi,de xuat,dieu chinh,' +
  'doi chieu,don doc,du thao,giai quyet,giai trinh,gui bao,ho tro,hoan thanh,hoan thien,hop giao,huong dan,' +
  'ke hoach,khac phuc,khan truong,khao sat,kiem diem,kiem ke,kiem tra,lam viec,lap bien,lap danh,lap du,lap ho,' +
  'lap ke,lap to,lay y,nghiem tuc,nghien cuu,niem yet,phan cong,phe duyet,phoi hop,quyet toan,ra soat,so hoa,' +
  'so ket,soan thao,tang cuong,tap huan,tap trung,tham dinh,tham muu,thanh lap,thanh toan,theo doi,thong bao,' +
  'thong ke,thu thap,thuc hien,tiep nhan,tiep tuc,to chuc,to trinh,tong hop,tong ket,tong ra,tra loi,' +
  'trien khai,trinh chu,trinh ky,trinh lanh,trinh ubnd,truc tiep,tuyen truyen,van dong,vien bai,viet bai,' +
  'xac dinh,xac minh,xay dung,xem xet,xin y,xu ly,y kien'
const verbs = new Set(beginnings.split(','))

/** Whether two words, folded, begin a piece of work: 'rà soát', 'tổng hợp'. */
export const beginsWork = (one: string, other: string | undefined): boolean => verbs.has(`${one} ${other ?? ''}`)
