/**
 * What people choose first, folded, without signs: international lists and Vietnamese habits. A password is looked up
 * whole and by its letters alone, so a word stands here once, without the years and figures that are put after it.
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `
  0123456789 01234567890 0987654321 09876543210 1234567890 12345678910 123456789012 1234567891 12345678900 9876543210
  1122334455 11223344556677 1112223334 1212121212 1231231230 123123123123 1234512345 123456123456 12345671234567
  1234567812345678 123456789123456789 1357924680 1470258369 147258369 1472583690 2468101214 741852963 7894561230
  1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc q1w2e3r4t5 q1w2e3r4t5y6 a1b2c3d4e5 a1s2d3f4g5 zaq12wsxcde3 abc123abc123
  a123456789 aa123456789 abc123456789 qwe123qwe123 asd123asd123 1a2b3c4d5e 123qweasdzxc passw0rd p4ssw0rd p4ssword

  a aa aaa ab abc abcd abcde abcdef abcdefgh abcdefghij abcabc abcdabcd qw qwe qwer qwert qwerty qwertyui qwertyuiop
  qweqwe qwertyqwerty qweasd qweasdzxc qaz qazwsx qazwsxedc asd asdf asdfg asdfgh asdfghjkl asdasd asdfasdf zxc zxcv
  zxcvbn zxcvbnm azerty pass passwd password passwords passwordpassword mypassword newpassword passcode letmein
  welcome welcomeback changeme secret topsecret default guest test testing tester demo example sample login logon
  user username usuario admin admins adminadmin administrator superadmin sysadmin webmaster root superuser manager
  master iloveyou iloveu loveyou ilove love lovely forever princess sunshine dragon monkey football superman batman
  pokemon starwars michael jordan computer internet google facebook samsung iphone hello helloworld whatever trustno
  killer shadow freedom summer winter spring autumn january monday company office

  matkhau matkhaumoi matkhaucu matkhaumatkhau matkhaulagi khongcomatkhau khongbiet khongnho khongcogi quenmatkhau
  taikhoan dangnhap quantri quantrivien nguoidung macdinh mk anhyeuem emyeuanh yeuem yeuanh anhnhoem emnhoanh anhyeu
  emyeu vochong giadinh giadinhtoi bome boyeu meyeu conyeu tinhyeu hanhphuc mauyeu maimaiyeuem maimai yeumaimai
  vietnam vietnamvodich vietnamviet toiyeuvietnam hanoi thanglong saigon sg hcm tphcm tphochiminh hochiminh danang
  haiphong cantho hue dalat nhatrang doclaptudohanhphuc conghoaxahoi bacho dangcongsan congchuc vienchuc canbo coquan
  uyban ubnd ubndxa ubndphuong ubndtinh hdnd vanphong lanhdao chutich phochutich giamdoc chuyenvien motcua cchc
  caicachhanhchinh namro giaoviec thidua khenthuong xinchao chaoban chaomung camon toidi toiyeuem ngoisao hoahong
  congchua hoangtu baobao bongda thethao maytinh dienthoai xemphim nguyen nguyenvan nguyenthi nguyenvana tran tranvan
  tranthi phamvan levan lethi
  `
    .trim()
    .split(/\s+/),
)
